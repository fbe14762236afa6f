package io.primacy.election.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddingExampleTest {

  private static final Path README = Path.of("../README.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/primacy/election/zookeeper/EmbeddingExample.java");

  @Test
  void theExampleOfTheReadmeLeadsAndLeaves() throws Exception {
    BlockingQueue<String> appended = new LinkedBlockingQueue<>();
    CountDownLatch stop = new CountDownLatch(1);
    try (TestEnsemble server = TestEnsemble.of(1)) {
      EmbeddingExample example =
          new EmbeddingExample((token, entry) -> appended.add(token.value() + " " + entry));
      Thread serving = new Thread(() -> serve(example, server.connect(), stop));
      serving.start();
      String entry = appended.poll(30, TimeUnit.SECONDS);
      assertTrue(entry != null && entry.matches("\\d+ opened by n1"), () -> "appended: " + entry);
      stop.countDown();
      serving.join(TimeUnit.SECONDS.toMillis(20));
      assertEquals(Thread.State.TERMINATED, serving.getState());
    }
  }

  @Test
  void theReadmeShowsTheExampleAsItIs() throws Exception {
    String source = Files.readString(SOURCE);
    String region =
        source
            .substring(source.indexOf("// README: begin\n") + 17, source.indexOf("// README: end"))
            .stripIndent()
            .strip();
    assertTrue(
        Files.readString(README).contains("```java\n" + region + "\n```"),
        () -> "README.md should show:\n" + region);
  }

  private static void serve(EmbeddingExample example, String connect, CountDownLatch stop) {
    try {
      example.serve("n1", connect, stop);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
