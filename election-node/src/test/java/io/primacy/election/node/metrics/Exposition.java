package io.primacy.election.node.metrics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.types.Summary;

/** What a scrape says, read by a parser of another project. */
public final class Exposition {

  private record Sample(String name, Map<String, String> labels, double value) {}

  private final List<Sample> samples;

  private Exposition(List<Sample> samples) {
    this.samples = samples;
  }

  /** Reads the text format, or fails. */
  public static Exposition of(String text) {
    List<Sample> samples = new ArrayList<>();
    try {
      var parser =
          new TextPrometheusMetricDataParser(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
        family.getMetrics().forEach(metric -> add(metric, samples));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long lines = text.lines().filter(line -> !line.startsWith("#")).count();
    if (samples.size() != lines) {
      throw new AssertionError(lines + " samples, of which " + samples.size() + " were read");
    }
    return new Exposition(samples);
  }

  private static void add(Metric metric, List<Sample> samples) {
    String name = metric.getName();
    Map<String, String> labels = metric.getLabels();
    if (metric instanceof Counter counter) {
      samples.add(new Sample(name, labels, counter.getValue()));
    } else if (metric instanceof Gauge gauge) {
      samples.add(new Sample(name, labels, gauge.getValue()));
    } else if (metric instanceof Summary summary) {
      samples.add(new Sample(name + "_count", labels, summary.getSampleCount()));
      samples.add(new Sample(name + "_sum", labels, summary.getSampleSum()));
    } else {
      throw new AssertionError(name + " is of a type that nothing here has: " + metric);
    }
  }

  /** The same with labels left out. */
  Exposition without(String... labels) {
    return new Exposition(
        samples.stream()
            .map(
                sample -> {
                  Map<String, String> rest = new TreeMap<>(sample.labels());
                  rest.keySet().removeAll(Set.of(labels));
                  return new Sample(sample.name(), rest, sample.value());
                })
            .toList());
  }

  /** The value of one series, written with all its labels in the order of their names. */
  double value(String series) {
    List<Double> found =
        samples.stream()
            .filter(sample -> written(sample).equals(series))
            .map(Sample::value)
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size()
              + " samples of "
              + series
              + " in:\n"
              + String.join("\n", samples.stream().map(Exposition::written).toList()));
    }
    return found.get(0);
  }

  /** The names of all samples. */
  public Set<String> names() {
    return new TreeSet<>(samples.stream().map(Sample::name).toList());
  }

  /** The labels of the samples of a name. */
  Set<String> labels(String name) {
    Set<String> labels = new TreeSet<>();
    samples.stream()
        .filter(sample -> sample.name().equals(name))
        .forEach(sample -> labels.addAll(sample.labels().keySet()));
    return labels;
  }

  /** The values that a label has in the samples of a name. */
  public Set<String> values(String name, String label) {
    Set<String> values = new HashSet<>();
    for (Sample sample : samples) {
      if (sample.name().equals(name) && sample.labels().containsKey(label)) {
        values.add(sample.labels().get(label));
      }
    }
    return values;
  }

  private static String written(Sample sample) {
    StringBuilder text = new StringBuilder(sample.name()).append('{');
    String separator = "";
    for (var label : new TreeMap<>(sample.labels()).entrySet()) {
      text.append(separator)
          .append(label.getKey())
          .append("=\"")
          .append(label.getValue())
          .append('"');
      separator = ",";
    }
    return text.append('}').toString();
  }
}
