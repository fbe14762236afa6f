package io.primacy.election.spi;

import static java.util.Objects.requireNonNull;

import io.primacy.election.Names;

/**
 * The place of a record within a namespace: a kind and a name, for example {@code
 * elections/ledger}.
 *
 * <p>Both parts consist of ASCII letters, digits, {@code .}, {@code _} and {@code -}, begin with a
 * letter or digit, and have 120 characters at most, so that they are safe as a path, a map key or a
 * file name.
 */
public record RecordKey(String kind, String name) {

  public RecordKey {
    Names.requireValid("record kind", requireNonNull(kind, "kind"));
    Names.requireValid("record", requireNonNull(name, "name"));
  }

  /** The key as {@code kind/name}. */
  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
