package io.primacy.election.node.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where a process answers balancers and probes: {@code primacy.http}. */
final class HttpReader {

  static final String SECTION = "http";

  private static final String KEY = "primacy.http";
  private static final Setting<Integer> PORT =
      Setting.integer("port", "the TCP port that answers balancers, probes and Prometheus")
          .checked(HttpReader::requirePort);
  private static final Setting<String> BIND =
      Setting.text("bind", "the address of this machine to listen at").withDefault("127.0.0.1");

  private final ConfigProblems problems;

  HttpReader(ConfigProblems problems) {
    this.problems = problems;
  }

  /** Empty when the section is left out: then nothing listens. */
  Optional<HttpConfig> read(@Nullable ConfigValue value) {
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof ConfigObject object)) {
      problems.add(value.origin(), KEY + ": write an object, for example { port = 8440 }.");
      return Optional.empty();
    }
    FlatSettings flat = FlatSettings.of(KEY, object, problems);
    List<String> wrong = new ArrayList<>();
    Settings settings =
        Settings.check(KEY + ".", List.of(PORT, BIND), flat.below(KEY + "."), wrong);
    wrong.forEach(problem -> problems.add(flat.originOf(problem), problem));
    return wrong.isEmpty()
        ? Optional.of(new HttpConfig(settings.get(BIND), settings.get(PORT)))
        : Optional.empty();
  }

  private static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("write a number from 1 to 65535");
    }
  }
}
