package io.primacy.election.node.health;

import java.util.Optional;

/**
 * What came of a question.
 *
 * @param value the answer; empty if there was none
 * @param failure why there was none; empty text otherwise
 */
public record Answer<T>(Optional<T> value, String failure) {

  static <T> Answer<T> of(T value) {
    return new Answer<>(Optional.of(value), "");
  }

  static <T> Answer<T> none(String why) {
    return new Answer<>(Optional.empty(), why);
  }
}
