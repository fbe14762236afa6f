package io.primacy.election.core;

import io.primacy.election.spi.StoredRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a record still has room. Nobody joins what is nearly full, so that there is always room
 * for the next leader.
 */
final class Room {

  /** For a holder and the transitions, with names of the greatest length. */
  private static final int RESERVE = 4 * 1024;

  private static final int ROOM = StoredRecord.MAX_BYTES - RESERVE;

  /** So few candidates fit, whatever they say of themselves: one takes up to half of the room. */
  private static final int SMALL = 1;

  private Room() {}

  static boolean isLeft(ElectionRecord content, Optional<ElectionRecord> present) {
    boolean known =
        content.others().isEmpty()
            && content.candidates().stream().allMatch(entry -> entry.others().isEmpty());
    if (known && content.candidates().size() <= SMALL) {
      return true;
    }
    int length = content.encode().length;
    if (length <= ROOM) {
      return true;
    }
    boolean sameLeader =
        present.filter(now -> now.holder().equals(content.holder())).isPresent()
            && present.filter(now -> now.epoch() == content.epoch()).isPresent();
    boolean grows = length > present.map(now -> now.encode().length).orElse(0);
    return length <= StoredRecord.MAX_BYTES && !(sameLeader && grows);
  }

  /**
   * The content, or the same without notes of what was lifted if only that has room: what is in
   * force matters more, and what was laid down can always be lifted.
   */
  static Optional<ElectionRecord> fitted(ElectionRecord content, Optional<ElectionRecord> present) {
    ElectionRecord terse = content.with(content.orders().noting(List.of()));
    return Stream.of(content, terse).filter(each -> isLeft(each, present)).findFirst();
  }

  static String lacking(String record) {
    return "The record "
        + record
        + " is full: with this candidacy it would exceed "
        + ROOM
        + " bytes. Let other candidates withdraw, or give fewer attributes.";
  }
}
