package io.primacy.election.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.zookeeper.AsyncCallback.DataCallback;
import org.apache.zookeeper.AsyncCallback.MultiCallback;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LinkTest {

  private Scripted zooKeeper;
  private Link link;
  private final List<String> results = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    zooKeeper = new Scripted();
    link = new Link(zooKeeper, "/primacy", Ids.OPEN_ACL_UNSAFE);
  }

  @AfterEach
  void close() {
    zooKeeper.close();
  }

  @Test
  void aNewSessionCatchesUpBeforeItsFirstReadIsBelieved() {
    read();
    zooKeeper.answer("multi", Code.OK);
    zooKeeper.answer("getData", Code.OK);
    read();
    zooKeeper.answer("getData", Code.NONODE);
    assertEquals(List.of("found", "absent"), results);
  }

  @Test
  void aRefusedTransactionHasCaughtUpAsWell() {
    read();
    zooKeeper.answer("multi", Code.NOAUTH);
    zooKeeper.answer("getData", Code.OK);
    assertEquals(List.of("found"), results);
  }

  @Test
  void aReadIsNotBelievedWhenItsSessionCouldNotCatchUp() {
    read();
    read();
    zooKeeper.answer("multi", Code.CONNECTIONLOSS);
    zooKeeper.answer("getData", Code.OK);
    zooKeeper.answer("getData", Code.NONODE);
    assertEquals(List.of("CONNECTIONLOSS", "CONNECTIONLOSS"), results);

    read();
    zooKeeper.answer("multi", Code.OK);
    zooKeeper.answer("getData", Code.NONODE);
    assertEquals(List.of("CONNECTIONLOSS", "CONNECTIONLOSS", "absent"), results);
  }

  private void read() {
    link.read(
        "/primacy/test/elections/ledger",
        znode -> results.add(znode.isPresent() ? "found" : "absent"),
        code -> results.add(code.name()));
  }

  /** A handle that answers what the test says, in the order of the requests. */
  private static final class Scripted extends ZooKeeper {

    private final ArrayDeque<String> requests = new ArrayDeque<>();
    private final ArrayDeque<IntConsumer> answers = new ArrayDeque<>();

    Scripted() throws IOException {
      super("127.0.0.1:1", 10_000, event -> {});
    }

    void answer(String request, Code code) {
      assertEquals(request, requests.remove());
      answers.remove().accept(code.intValue());
    }

    @Override
    public synchronized void close() {
      try {
        super.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void multi(Iterable<Op> ops, MultiCallback callback, Object context) {
      requests.add("multi");
      answers.add(rc -> callback.processResult(rc, null, context, List.of()));
    }

    @Override
    public void getData(String path, boolean watch, DataCallback callback, Object context) {
      requests.add("getData");
      answers.add(rc -> callback.processResult(rc, path, context, new byte[0], new Stat()));
    }
  }
}
