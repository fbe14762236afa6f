package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.jgroups.protocols.raft.FileBasedLog;
import org.jgroups.protocols.raft.Log;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose entries a snapshot of the leader's has replaced, opened again. */
final class InstalledSnapshotTest {

  private static final long INDEX = 10;
  private static final long TERM = 2;

  @TempDir Path directory;

  @Test
  void theLibraryReadsNothing() throws Exception {
    FileBasedLog log = new FileBasedLog();
    log.init(directory.toString(), Map.of());
    install(log);
    log.append(INDEX + 1, entry());
    log.close();

    FileBasedLog again = new FileBasedLog();
    again.init(directory.toString(), Map.of());
    assertEquals(INDEX, again.commitIndex());
    assertEquals(0, again.lastAppended());
    again.close();
  }

  @Test
  void itGoesOnFromThere() throws Exception {
    DurableLog log = DurableLog.open(directory);
    install(log);
    log.closeFiles();

    LogFile.check(directory);
    DurableLog again = DurableLog.open(directory);
    assertEquals(INDEX, again.firstAppended());
    assertEquals(INDEX, again.lastAppended());
    assertEquals(TERM, again.get(INDEX).term());
    again.append(INDEX + 1, entry());
    again.closeFiles();

    LogFile.check(directory);
    DurableLog last = DurableLog.open(directory);
    assertEquals(INDEX + 1, last.lastAppended());
    last.closeFiles();
  }

  @Test
  void soDoEntriesThatFollowAtOnce() throws Exception {
    DurableLog log = DurableLog.open(directory);
    install(log);
    log.append(INDEX + 1, entry());
    log.closeFiles();

    LogFile.check(directory);
    DurableLog again = DurableLog.open(directory);
    assertEquals(INDEX + 1, again.lastAppended());
    assertEquals(TERM, again.get(INDEX).term());
    again.closeFiles();
  }

  private static void install(Log log) throws Exception {
    log.append(1, entry());
    log.reinitializeTo(INDEX, new LogEntry(TERM, null));
  }

  private static LogEntries entry() {
    return new LogEntries().add(new LogEntry(TERM, Command.barrier(new RequestId(1, 1)).encode()));
  }
}
