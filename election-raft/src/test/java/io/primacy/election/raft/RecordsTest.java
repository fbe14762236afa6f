package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.StoredRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jgroups.protocols.raft.LogEntry;
import org.junit.jupiter.api.Test;

/** The state machine: deterministic, total, and whole in its snapshot. */
final class RecordsTest {

  private final Records records = new Records();
  private long index;

  @Test
  void versionsComeFromOneCounter() {
    assertEquals(1, write(1, "a", 0, "x").version());
    assertEquals(2, write(2, "b", 0, "x").version());
    assertEquals(3, write(3, "a", 1, "y").version());
  }

  @Test
  void aWriteOverAnotherVersionIsRefusedWithWhatIsThere() {
    write(1, "a", 0, "x");

    Applied refused = write(2, "a", 0, "y");

    assertFalse(refused.changed());
    assertEquals(Optional.of(new StoredRecord(1, TestVoters.bytes("x"))), refused.current());
    assertFalse(write(3, "b", 7, "y").changed());
  }

  @Test
  void aCommandThatComesTwiceIsDoneOnceAndAnsweredAlike() {
    Applied first = write(1, "a", 0, "x");
    Applied again = write(1, "a", 0, "x");

    assertEquals(first.version(), again.version());
    assertEquals(1, records.counter());
  }

  @Test
  void whatIsRememberedOfCommandsIsBounded() {
    for (int client = 0; client < 2000; client++) {
      Command command =
          Command.write(new RequestId(client, 1), "a" + client % 7, 99, TestVoters.bytes("x"));
      records.apply(++index, command);
    }

    assertTrue(snapshot(records).length < 20_000, () -> snapshot(records).length + " bytes");
  }

  @Test
  void aSnapshotHoldsEverything() throws Exception {
    write(1, "a", 0, "x");
    write(2, "b", 0, "y");
    Records copy = copy(records);

    assertEquals(records.index(), copy.index());
    assertEquals(records.read("a"), copy.read("a"));
    assertEquals(2, copy.counter());
    Command again = Command.write(new RequestId(1, 2), "b", 0, TestVoters.bytes("y"));
    assertEquals(2, copy.apply(3, again).version());
  }

  @Test
  void equalLogsMakeEqualStatesWhereverASnapshotIsTaken() throws Exception {
    Random random = new Random(42);
    Records other = new Records();
    for (int i = 1; i <= 2000; i++) {
      RequestId id = new RequestId(random.nextInt(300), random.nextInt(40));
      long expected = random.nextInt(4) == 0 ? 0 : random.nextInt(60);
      Command command =
          Command.write(id, "r" + random.nextInt(5), expected, TestVoters.bytes("v" + i));
      assertEquals(records.apply(i, command), other.apply(i, command));
      if (random.nextInt(50) == 0) {
        other = copy(other);
      }
    }
    assertArrayEquals(snapshot(records), snapshot(other));
  }

  @Test
  void aSnapshotThatCanNotBeReadReplacesNothing() {
    write(1, "a", 0, "x");
    byte[] bytes = snapshot(records);

    assertThrows(
        IOException.class,
        () -> records.readFrom(new DataInputStream(new ByteArrayInputStream(bytes, 0, 30))));

    assertEquals(1, records.counter());
    assertTrue(records.read("a").record().isPresent());
  }

  @Test
  void anEntryThatMakesNoSenseIsPassedOver() {
    List<Applied> seen = new ArrayList<>();
    Machine machine =
        new Machine(
            records,
            new Machine.Listener() {
              @Override
              public void applied(Applied applied) {
                seen.add(applied);
              }

              @Override
              public void replaced() {}
            });

    machine.nextIs(1);
    machine.apply(new byte[] {1, 2, 3, 4, 5, 6}, 0, 6, true);

    assertEquals(List.of(), seen);
    assertEquals(1, records.index());
  }

  @Test
  void anEntryThatIsInTheSnapshotIsNotAppliedAgain() {
    write(1, "a", 0, "x");
    Command command = Command.write(new RequestId(9, 9), "a", 1, TestVoters.bytes("y"));
    byte[] bytes = command.encode();
    Machine machine = new Machine(records, new FollowerTest.Silent());

    machine.replay(1, new LogEntry(1, bytes));

    assertEquals(1, records.counter());
  }

  @Test
  void commandsAreReadAsTheyWereWrittenOrNotAtAll() {
    Command command =
        Command.write(new RequestId(-5, 7), "prod/elections/é", 3, TestVoters.bytes("value"));
    byte[] bytes = command.encode();
    Command read = Command.decode(bytes, 0, bytes.length);

    assertEquals(command.id(), read.id());
    assertEquals(command.path(), read.path());
    assertEquals(command.expected(), read.expected());
    assertArrayEquals(command.value(), read.value());
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      assertThrows(
          IllegalArgumentException.class, () -> Command.decode(damaged, 0, damaged.length));
    }
  }

  private Applied write(long sequence, String path, long expected, String value) {
    RequestId id = new RequestId(1, sequence);
    return records.apply(++index, Command.write(id, path, expected, TestVoters.bytes(value)));
  }

  private static Records copy(Records of) throws IOException {
    Records copy = new Records();
    copy.readFrom(new DataInputStream(new ByteArrayInputStream(snapshot(of))));
    return copy;
  }

  private static byte[] snapshot(Records of) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      of.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
