package io.primacy.election.node.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who gives a lab's nodes orders: commands, in a process of its own. */
public final class LabOperator {

  private final Lab lab;
  private final Child child;
  private final BlockingQueue<JsonNode> answers;

  private LabOperator(Lab lab, Child child, BlockingQueue<JsonNode> answers) {
    this.lab = lab;
    this.child = child;
    this.answers = answers;
  }

  /** Starts its process, and does not wait for it. */
  public static LabOperator start(Lab lab) {
    BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    Child child =
        lab.children()
            .start(
                "operator",
                List.of("io.primacy.election.node.Main", LabOperatorCommand.NAME),
                lab.directory().resolve("operator.log"),
                line -> Json.parse(line).ifPresent(answers::add));
    return new LabOperator(lab, child, answers);
  }

  /**
   * Gives an order, and returns when it was carried out.
   *
   * @param about which node; the command is given its configuration file
   * @param words the command and what belongs to it
   * @throws LabException if it does not end within the limit, or not with 0
   */
  public void order(LabProcess about, Duration limit, String... words) throws InterruptedException {
    String command = typed(words);
    Moment.Ordered order = new Moment.Ordered(lab.history().now(), about.name(), words[0], command);
    lab.history().add(at -> order);
    ObjectNode line = Json.object();
    var array = line.putArray("words");
    List.of(words).forEach(array::add);
    array.add("--config").add(lab.config(about.name()).toString());
    child.tell(Json.line(line));
    @Nullable JsonNode answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      throw new LabException("'" + command + "' did not end within " + Words.seconds(limit) + ".");
    }
    int exit = answer.path("exit").asInt();
    String said = answer.path("said").asText().strip();
    String last = said.lines().reduce("", (a, b) -> b);
    lab.history().add(at -> new Moment.Answered(at, order, exit, last));
    if (exit != ExitCode.OK) {
      throw new LabException("'" + command + "' ended with code " + exit + ": " + said);
    }
  }

  private static String typed(String... words) {
    StringBuilder command = new StringBuilder();
    for (String word : words) {
      command.append(command.isEmpty() ? "" : " ");
      command.append(word.contains(" ") ? '"' + word + '"' : word);
    }
    return command.toString();
  }
}
