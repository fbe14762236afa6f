package io.primacy.election.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Pattern HOCON = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

  @Test
  void theConfigurationInTheReadmeIsGood(@TempDir Path directory) throws IOException {
    Matcher block = HOCON.matcher(Files.readString(README));
    assertTrue(block.find(), "README.md shows no configuration");
    Path file = Files.writeString(directory.resolve("node.conf"), block.group(1));

    NodeConfig config = NodeConfig.read(file);

    assertEquals("n1", config.elections().node());
    assertEquals(List.of("ledger"), config.stands().stream().map(Stand::election).toList());
  }
}
