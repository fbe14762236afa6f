package io.primacy.election.node.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The alert rules and the dashboard, held against what nodes really say. */
public final class ObservabilityFiles {

  private static final Pattern VARIABLE = Pattern.compile("label_values\\((\\w+), *(\\w+)\\)");

  private final PromNames names;
  private final List<String> problems = new ArrayList<>();
  private int expressions;

  private ObservabilityFiles(Exposition real) {
    this.names = new PromNames(real);
  }

  /** Every alert and every panel that does not fit, with what is wrong; fails if there are few. */
  public static List<String> problems(Path directory, Exposition real) throws IOException {
    ObservabilityFiles files = new ObservabilityFiles(real);
    rules(directory).forEach(files::alert);
    int alerts = files.expressions;
    files.dashboard(
        new ObjectMapper().readTree(directory.resolve("grafana-dashboard.json").toFile()));
    if (alerts < 10 || files.expressions - alerts < 15) {
      throw new AssertionError(
          "only " + alerts + " alerts and " + (files.expressions - alerts) + " of the dashboard");
    }
    return files.problems;
  }

  /** The names of the alerts. */
  public static List<String> alerts(Path directory) throws IOException {
    return rules(directory).stream().map(rule -> String.valueOf(rule.get("alert"))).toList();
  }

  private void alert(Map<String, Object> rule) {
    String texts = rule.get("annotations") + " " + rule.get("labels");
    String expression = String.valueOf(rule.get("expr"));
    add("alert " + rule.get("alert"), names.problemsOfAlert(expression, texts));
  }

  @SuppressWarnings("unchecked") // The form of a file of rules.
  private static List<Map<String, Object>> rules(Path directory) throws IOException {
    Map<String, Object> file =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(directory.resolve("alerts.yml")));
    List<Map<String, Object>> rules = new ArrayList<>();
    for (var group : (List<Map<String, Object>>) file.get("groups")) {
      rules.addAll((List<Map<String, Object>>) group.get("rules"));
    }
    return rules;
  }

  private void dashboard(JsonNode file) {
    for (JsonNode panel : file.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        panel(panel.path("title").asText(), target, target.path("legendFormat").asText());
      }
    }
    for (JsonNode annotation : file.path("annotations").path("list")) {
      panel(annotation.path("name").asText(), annotation, annotation.path("titleFormat").asText());
    }
    for (JsonNode variable : file.path("templating").path("list")) {
      if (variable.path("type").asText().equals("query")) {
        Matcher query = VARIABLE.matcher(variable.path("query").path("query").asText());
        String name = "variable " + variable.path("name").asText();
        add(
            name,
            query.matches()
                ? names.problemsOfPanel(
                    "max by (" + query.group(2) + ") (" + query.group(1) + ")", "")
                : List.of("is of another form: " + variable.path("query")));
      }
    }
  }

  private void panel(String title, JsonNode target, String legend) {
    add("panel " + title, names.problemsOfPanel(target.path("expr").asText(), legend));
  }

  private void add(String where, List<String> found) {
    expressions++;
    found.forEach(problem -> problems.add(where + ": " + problem));
  }
}
