package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.spi.StoredRecord;
import org.junit.jupiter.api.Test;

final class ThreeVotersTest {

  @Test
  void whatOneWritesAllRead() throws Exception {
    long start = System.nanoTime();
    try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
      voters.awaitLeader();
      Thread dump =
          new Thread(
              () -> {
                try {
                  Thread.sleep(4500);
                } catch (InterruptedException e) {
                  return;
                }
                for (String id : voters.ids())
                  System.out.println(
                      id
                          + " "
                          + voters.raft(id)
                          + " q="
                          + voters.raft(id).processingQueueSize()
                          + " rt="
                          + voters.raft(id).requestTableSize()
                          + voters.raft(id).dumpCommitTable()
                          + voters.channel(id).getAddress()
                          + voters.channel(id).getView());
                Thread.getAllStackTraces()
                    .forEach(
                        (t, st) -> {
                          if (t.getName().matches("raft-.*|runner.*")) {
                            System.out.println(t.getName());
                            for (var x : st) System.out.println("    " + x);
                          }
                        });
              });
      dump.start();
      System.out.println("leader after " + (System.nanoTime() - start) / 1_000_000);
      long version = TestVoters.commit(voters.voter("n1"), "x", 0, "first");
      for (String id : voters.ids()) {
        TestVoters.await(
            id + " reads it",
            () ->
                TestVoters.read(voters.voter(id), "x").map(StoredRecord::version).orElse(0L)
                    == version);
        assertArrayEquals(
            TestVoters.bytes("first"),
            TestVoters.read(voters.voter(id), "x").orElseThrow().value());
      }
      long again = TestVoters.commit(voters.voter("w"), "x", version, "second");
      assertEquals(version + 1, again);
      for (int i = 0; i < 200; i++) {
        try {
          again = TestVoters.commit(voters.voter("n2"), "x", again, "n" + i);
        } catch (AssertionError e) {
          for (String id : voters.ids())
            System.out.println(
                id
                    + " "
                    + voters.raft(id)
                    + " q="
                    + voters.raft(id).processingQueueSize()
                    + " rt="
                    + voters.raft(id).requestTableSize()
                    + voters.raft(id).dumpCommitTable()
                    + voters.channel(id).getAddress());
          throw e;
        }
      }
      start = System.nanoTime();
      for (int i = 0; i < 200; i++) {
        again = TestVoters.commit(voters.voter("n2"), "x", again, "n" + i);
      }
      System.out.println("write " + (System.nanoTime() - start) / 200_000);
      start = System.nanoTime();
    }
    System.out.println("closed after " + (System.nanoTime() - start) / 1_000_000);
  }
}
