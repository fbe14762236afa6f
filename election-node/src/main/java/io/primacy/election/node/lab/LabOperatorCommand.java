package io.primacy.election.node.lab;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Takes commands from standard input, a JSON object with {@code words} on each line, and answers
 * each with one of {@code exit} and {@code said}; until its parent is gone. It spares an operator
 * who gives many the start of a process for each.
 */
@Command(name = LabOperatorCommand.NAME, hidden = true, description = "The operator of a demo.")
public final class LabOperatorCommand implements Callable<Integer> {

  static final String NAME = "lab-operator";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandLine primacy = requireNonNull(spec).root().commandLine();
    PrintWriter answers = primacy.getOut();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      List<String> words = new ArrayList<>();
      for (JsonNode word : Json.parse(line).orElseThrow().path("words")) {
        words.add(word.asText());
      }
      StringWriter said = new StringWriter();
      primacy.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
      int exit = primacy.execute(words.toArray(String[]::new));
      answers.println(Json.line(Json.object().put("exit", exit).put("said", said.toString())));
      answers.flush();
    }
    return ExitCode.OK;
  }
}
