package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.atomix.protocols.raft.partition.impl.RaftNamespaces;
import io.atomix.protocols.raft.storage.log.RaftLog;
import io.atomix.protocols.raft.storage.log.RaftLogReader;
import io.atomix.protocols.raft.storage.log.entry.InitializeEntry;
import io.atomix.storage.StorageLevel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that stands before an entry that is replaced. */
final class LogReadersTest {

  @TempDir Path directory;
  private RaftLog log;
  private RaftLogReader reader;

  @BeforeEach
  void replaceTheLastOfThree() {
    log =
        RaftLog.builder()
            .withName("readers")
            .withDirectory(directory.toFile())
            .withStorageLevel(StorageLevel.DISK)
            .withMaxEntrySize(1024)
            .withMaxSegmentSize(64 * 1024)
            .withNamespace(RaftNamespaces.RAFT_STORAGE)
            .build();
    for (int i = 0; i < 3; i++) {
      log.writer().append(new InitializeEntry(1, i));
    }
    reader = log.openReader(1, RaftLogReader.Mode.COMMITS);
    log.writer().truncate(2);
    log.writer().append(new InitializeEntry(2, 2));
    log.writer().commit(3);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void theLibraryShowsTheOldEntryAsCommitted() {
    assertEquals(1, termOfTheThird());
  }

  @Test
  void aReaderThatForgotShowsTheNewOne() {
    new LogReaders(log).forget();

    assertEquals(2, termOfTheThird());
  }

  private long termOfTheThird() {
    reader.next();
    reader.next();
    return reader.next().entry().term();
  }
}
