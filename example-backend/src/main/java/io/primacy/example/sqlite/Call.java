package io.primacy.example.sqlite;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A read or a write under way. Answered once: by the file, by the clock, or by the close. */
final class Call<T> {

  /** What the call does in the file. */
  @FunctionalInterface
  interface Work<T> {
    T in(RecordFile file) throws SQLException;
  }

  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private final Work<T> work;
  private final BiConsumer<CompletableFuture<T>, Throwable> failure;
  private @Nullable T result; // Confined to the worker.

  /**
   * A call that was not begun.
   *
   * @param failure how to answer when it is not known what became of it
   */
  Call(Work<T> work, BiConsumer<CompletableFuture<T>, Throwable> failure) {
    this.work = work;
    this.failure = failure;
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  /** Does it, unless its time is over: what was called unknown must not happen much later. */
  void perform(RecordFile file) throws SQLException {
    if (!answer.isDone()) {
      result = work.in(file);
    }
  }

  /** To be called when what was performed is on the disk. */
  void committed() {
    if (result != null) {
      answer.complete(result);
    }
  }

  void fail(Throwable cause) {
    failure.accept(answer, cause);
  }
}
