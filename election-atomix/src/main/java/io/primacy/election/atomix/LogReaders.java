package io.primacy.election.atomix;

import io.atomix.protocols.raft.storage.log.RaftLog;
import io.atomix.storage.journal.SegmentedJournal;
import io.atomix.storage.journal.SegmentedJournalReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;

/**
 * The readers of a voter's log. Each reads ahead, as much as its buffer takes. When a new leader
 * replaces entries the library makes those readers look again that have passed them, and no others:
 * one that is just before them has the old ones in its buffer. So a voter applied an entry that was
 * never committed in the place of one that was, and if the two were of different lengths, nothing
 * from then on.
 *
 * <p>The readers are private there. The fields are those of 3.1.12, the last release. Used on the
 * thread of the voter only, as the readers are.
 */
final class LogReaders {

  private static final VarHandle JOURNAL = field(RaftLog.class, "journal", SegmentedJournal.class);
  private static final VarHandle READERS =
      field(SegmentedJournal.class, "readers", Collection.class);

  private final RaftLog log;

  LogReaders(RaftLog log) {
    this.log = log;
  }

  /** Lets all of them forget what they read ahead. */
  void forget() {
    for (Object reader : (Collection<?>) READERS.get(JOURNAL.get(log))) {
      SegmentedJournalReader<?> each = (SegmentedJournalReader<?>) reader;
      each.reset(each.getNextIndex());
    }
  }

  private static VarHandle field(Class<?> of, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(of, MethodHandles.lookup())
          .findVarHandle(of, name, type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Atomix 3.1.12 is needed: its logs have " + name, e);
    }
  }
}
