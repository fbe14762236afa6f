package io.primacy.election.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.zookeeper.AsyncCallback.MultiCallback;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.OpResult.CheckResult;
import org.apache.zookeeper.OpResult.ErrorResult;
import org.apache.zookeeper.OpResult.SetDataResult;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CommitsTest {

  /** A transaction that was sent: the names of its writes, and what hears of the answer. */
  private record Sent(List<String> names, MultiCallback answered) {}

  private final ArrayDeque<Sent> sent = new ArrayDeque<>();
  private final List<String> outcomes = new ArrayList<>();
  private final Commits commits =
      new Commits((operations, answered) -> sent.add(new Sent(names(operations), answered)));

  @Test
  void aWriteThatComesAloneIsSentAtOnce() {
    add("a");
    add("b");
    assertEquals(List.of(List.of("a"), List.of("b")), sentNames());
    done();
    done();
    assertEquals(List.of("a done", "b done"), outcomes);
  }

  @Test
  void whatComesMeanwhileGoesTogetherAndEachGetsItsOwnAnswer() {
    add("a", "b", "c", "d", "e");
    assertEquals(List.of(List.of("a"), List.of("b")), sentNames());
    done();
    assertEquals(List.of(List.of("b"), List.of("c", "d", "e")), sentNames());
    done();
    done();
    assertEquals(List.of("a done", "b done", "c done", "d done", "e done"), outcomes);
    assertTrue(sent.isEmpty());
  }

  @Test
  void oneThatIsRefusedAmongOthersRefusesNoneOfThem() {
    add("a", "b", "c", "d", "e");
    done();
    done();
    refused(Code.BADVERSION);
    assertEquals(List.of("a done", "b done"), outcomes, "nobody is told of another's refusal");
    assertEquals(List.of(List.of("c"), List.of("d"), List.of("e")), sentNames());

    add("f");
    assertEquals(3, sent.size(), "those that are sent alone are under way");
    done();
    refused(Code.BADVERSION);
    done();
    done();
    assertEquals(
        List.of("a done", "b done", "c done", "d BADVERSION", "e done", "f done"), outcomes);
  }

  @Test
  void whatHasNoAnswerIsNotSentAgain() {
    add("a", "b", "c", "d");
    done();
    done();
    answer(Code.CONNECTIONLOSS, null);
    assertEquals(List.of("a done", "b done", "c CONNECTIONLOSS", "d CONNECTIONLOSS"), outcomes);
    assertTrue(sent.isEmpty());

    add("e");
    assertEquals(List.of(List.of("e")), sentNames());
  }

  @Test
  void whatNobodyWaitsForIsNotSent() {
    add("a", "b", "c");
    CompletableFuture<Void> over = add("d");
    add("e");
    over.complete(null);
    done();
    assertEquals(List.of(List.of("b"), List.of("c", "e")), sentNames());
  }

  @Test
  void whatNobodyWaitsForIsNotSentAgain() {
    add("a", "b");
    CompletableFuture<Void> first = add("c");
    CompletableFuture<Void> second = add("d");
    add("e");
    done();
    done();
    first.complete(null);
    refused(Code.BADVERSION);
    assertEquals(List.of(List.of("d"), List.of("e")), sentNames());

    add("f", "g");
    second.complete(null);
    refused(Code.BADVERSION);
    assertEquals(List.of(List.of("e"), List.of("f", "g")), sentNames());
  }

  @Test
  void aTransactionIsNoLongerThanAServerTakes() {
    add("a", "b");
    IntStream.range(0, Commits.MOST_TOGETHER + 1).forEach(i -> add("x" + i));
    done();
    assertEquals(Commits.MOST_TOGETHER, sent.peekLast().names.size());
    done();
    assertEquals(1, sent.peekLast().names.size());
  }

  @Test
  void nothingHeavyGoesTogether() {
    add("a", "b");
    add("big", Commits.MOST_BYTES + 1);
    add("c", Commits.MOST_BYTES);
    add("d", 1);
    done();
    assertEquals(List.of("big"), sent.peekLast().names);
    done();
    assertEquals(List.of("c"), sent.peekLast().names);
  }

  private void add(String... names) {
    for (String name : names) {
      add(name, 1);
    }
  }

  private CompletableFuture<Void> add(String name) {
    return add(name, 1);
  }

  private CompletableFuture<Void> add(String name, int bytes) {
    CompletableFuture<Void> call = new CompletableFuture<>();
    commits.add(
        new Commits.Commit(
            call,
            List.of(Op.check("/" + name, -1), Op.setData("/" + name, new byte[0], -1)),
            bytes,
            results -> outcomes.add(name + " " + outcome(name, results)),
            code -> outcomes.add(name + " " + code)));
    return call;
  }

  /* The data length of the answer carries the name's hash: whoever gets another's would see. */
  private static String outcome(String name, List<OpResult> results) {
    boolean own =
        results.size() == 2
            && results.get(0) instanceof CheckResult
            && results.get(1) instanceof SetDataResult set
            && set.getStat().getDataLength() == name.hashCode();
    return own ? "done" : "got another's answer";
  }

  private static List<String> names(List<Op> operations) {
    return operations.stream().map(op -> op.getPath().substring(1)).distinct().toList();
  }

  private List<List<String>> sentNames() {
    return sent.stream().map(Sent::names).toList();
  }

  private void done() {
    List<OpResult> results = new ArrayList<>();
    for (String name : sent.element().names) {
      Stat stat = new Stat();
      stat.setDataLength(name.hashCode());
      results.add(new CheckResult());
      results.add(new SetDataResult(stat));
    }
    answer(Code.OK, results);
  }

  private void refused(Code code) {
    answer(code, sent.element().names.stream().<OpResult>map(n -> new ErrorResult(-103)).toList());
  }

  private void answer(Code code, @Nullable List<OpResult> results) {
    sent.remove().answered.processResult(code.intValue(), null, null, results);
  }
}
