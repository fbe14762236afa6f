package io.primacy.election.node;

import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.backends.InstalledBackends.Found;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.console.Output;
import io.primacy.election.node.console.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows which backends there are. */
@Command(
    name = "backends",
    description = {
      "List the backends found, where, in which version, and what each promises.",
      "Opens none of them. Ends with 1 if something found can not be used."
    },
    mixinStandardHelpOptions = true)
final class BackendsCommand implements Callable<Integer> {

  @Mixin private final Output output = new Output();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    List<Found> found = InstalledBackends.list();
    PrintWriter out = requireNonNull(spec).commandLine().getOut();
    if (output.json()) {
      out.println(json(found));
    } else {
      out.print(text(found));
    }
    out.flush();
    boolean usable = found.stream().allMatch(backend -> backend.problems().isEmpty());
    return usable ? ExitCode.OK : ExitCode.NO;
  }

  private static String text(List<Found> found) {
    StringBuilder text = new StringBuilder();
    text.append("Backends in ").append(InstalledBackends.place()).append(":%n".formatted());
    if (found.isEmpty()) {
      return text.append("  none%n".formatted()).toString();
    }
    Table table = new Table("backend", "version", "promises", "jars#", "folder");
    found.stream()
        .filter(backend -> backend.name().isPresent())
        .forEach(
            backend ->
                table.row(
                    backend.name().orElseThrow(),
                    backend.version().orElse("?"),
                    promises(backend),
                    Integer.toString(backend.jars().size()),
                    folder(backend)));
    text.append(table.render(Ansi.AUTO, 2));
    for (Found backend : found) {
      for (String problem : backend.problems()) {
        text.append("%n%s can not be used: %s%n".formatted(backend.place(), problem));
      }
    }
    return text.toString();
  }

  private static String promises(Found backend) {
    return backend.capabilities().stream()
        .map(capability -> capability.name().toLowerCase(ROOT).replace('_', '-'))
        .collect(joining(" "));
  }

  private static String folder(Found backend) {
    return backend.place().replaceFirst(".*/", "");
  }

  private static String json(List<Found> found) {
    ObjectNode object = Json.object();
    object.put("place", InstalledBackends.place());
    var list = object.putArray("backends");
    for (Found backend : found) {
      ObjectNode one = list.addObject();
      one.put("name", backend.name().orElse(null));
      one.put("version", backend.version().orElse(null));
      one.put("place", backend.place());
      backend.capabilities().forEach(c -> one.withArray("capabilities").add(c.name()));
      backend.jars().forEach(one.withArray("jars")::add);
      backend.problems().forEach(one.withArray("problems")::add);
    }
    return Json.line(object);
  }
}
