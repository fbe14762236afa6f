package io.primacy.election;

import static java.util.Objects.requireNonNull;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to open: node, namespace, provider with its settings, times. Immutable and checked as a
 * whole; whoever holds one knows that it is complete and that its provider is there.
 *
 * <p>Keys: {@code election.provider}, {@code election.node}, {@code election.namespace}, {@code
 * election.timing.*}, and {@code election.<provider>.*} as the provider declares.
 */
public final class ElectionsConfig {

  private final String node;
  private final String namespace;
  private final Timing timing;
  private final ElectionProvider provider;
  private final Settings settings;

  ElectionsConfig(
      String node, String namespace, Timing timing, ElectionProvider provider, Settings settings) {
    this.node = node;
    this.namespace = namespace;
    this.timing = timing;
    this.provider = provider;
    this.settings = settings;
  }

  /**
   * Reads a configuration from keys and values as text.
   *
   * @throws ConfigurationException with everything that is wrong: keys that do not exist, values
   *     that are missing or of another form, times that do not fit, a provider that is not there
   */
  public static ElectionsConfig parse(Map<String, String> keysAndValues) {
    return parse(keysAndValues, Providers.onClassPath());
  }

  /**
   * The same, with a provider from elsewhere than the class path.
   *
   * @throws ConfigurationException as {@link #parse(Map)} does
   */
  public static ElectionsConfig parse(Map<String, String> keysAndValues, Providers providers) {
    return new ConfigReader(keysAndValues, requireNonNull(providers, "providers"), null, null)
        .read();
  }

  /** A configuration made by a program. */
  public static Builder builder() {
    return new Builder();
  }

  /** The name of this node: the same over restarts, different from all others. */
  public String node() {
    return node;
  }

  /** Keeps installations in one store apart. */
  public String namespace() {
    return namespace;
  }

  /** The times. */
  public Timing timing() {
    return timing;
  }

  /** What makes the backend. */
  public ElectionProvider provider() {
    return provider;
  }

  /** The provider's settings. */
  public Settings settings() {
    return settings;
  }

  /** All of it for people, secrets hidden. */
  @Override
  public String toString() {
    return "node "
        + node
        + ", namespace "
        + namespace
        + ", provider "
        + provider.name()
        + ", "
        + timing
        + "\n"
        + settings;
  }

  /** Collects what {@link ElectionsConfig#parse(Map)} would be given. */
  public static final class Builder {

    private final Map<String, String> raw = new LinkedHashMap<>();
    private @Nullable ElectionProvider provider;
    private @Nullable Timing timing;

    private Builder() {}

    /** Required: the name of this node. */
    public Builder node(String node) {
      return set("election.node", node);
    }

    /** The namespace; {@code default} when not said. */
    public Builder namespace(String namespace) {
      return set("election.namespace", namespace);
    }

    /** The provider, by its name. */
    public Builder provider(String name) {
      provider = null;
      return set("election.provider", name);
    }

    /** The provider itself, instead of one found by name. */
    public Builder provider(ElectionProvider given) {
      provider(given.name());
      provider = given;
      return this;
    }

    /**
     * The lease; the other times follow from it.
     *
     * @throws ConfigurationException if it is out of bounds
     */
    public Builder lease(Duration lease) {
      return timing(Timing.ofLease(lease));
    }

    /** All times; none of them can be given as a key then. */
    public Builder timing(Timing given) {
      timing = requireNonNull(given, "timing");
      return this;
    }

    /** Any key, in full: {@code set("election.zookeeper.connect", "db1:2181")}. */
    public Builder set(String key, String value) {
      raw.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
      return this;
    }

    /**
     * Checks it all.
     *
     * @throws ConfigurationException as {@link ElectionsConfig#parse(Map)} does
     */
    public ElectionsConfig build() {
      return new ConfigReader(raw, Providers.onClassPath(), provider, timing).read();
    }
  }
}
