package io.primacy.bench;

import io.primacy.election.node.console.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much is to be measured, and where the figures go. */
final class Request {

  @Option(names = "--quick", description = "A first look: fewer runs, all within five minutes.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where files go; by default docs/bench, of a quick run bench/target/quick.")
  private @Nullable Path out;

  @Mixin private final Output output = new Output();

  boolean quick() {
    return quick;
  }

  boolean json() {
    return output.json();
  }

  Path folder() {
    if (out != null) {
      return out;
    }
    return root().resolve(quick ? "bench/target/quick" : "docs/bench");
  }

  /** Whether the figures are those that the README shows. */
  boolean isForReadme() {
    return out == null && !quick;
  }

  Path readme() {
    return root().resolve("README.md");
  }

  /** The same request to another program. */
  List<String> asArguments() {
    List<String> words = new ArrayList<>();
    if (quick) {
      words.add("--quick");
    }
    if (out != null) {
      words.addAll(List.of("--out", out.toString()));
    }
    if (json()) {
      words.add("--json");
    }
    return words;
  }

  /* Told by the launcher, which may be called from anywhere. */
  private static Path root() {
    return Path.of(System.getProperty("bench.root", ""));
  }
}
