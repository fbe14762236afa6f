package io.primacy.election.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One typed value a provider can be configured with.
 *
 * <p>Immutable; made by the factories here and refined by {@link #withDefault}, {@link #secret} and
 * {@link #checked}. A setting without a default is required unless it is {@link #optional}.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {

  private final String name;
  private final String meaning;
  private final String form;
  private final Function<String, T> parser;
  private final @Nullable T defaultValue;
  private final boolean required;
  private final boolean secret;
  private final boolean prefix;

  private Setting(
      String name,
      String meaning,
      String form,
      Function<String, T> parser,
      @Nullable T defaultValue,
      boolean required,
      boolean secret,
      boolean prefix) {
    this.name = requireNonNull(name, "name");
    this.meaning = requireNonNull(meaning, "meaning");
    this.form = form;
    this.parser = parser;
    this.defaultValue = defaultValue;
    this.required = required;
    this.secret = secret;
    this.prefix = prefix;
  }

  /** A text. */
  public static Setting<String> text(String name, String meaning) {
    return of(name, meaning, "write a text that is not empty", SettingForms::text);
  }

  /** A length of time, written as a number and a unit: {@code 500ms}, {@code 10s}, {@code 2m}. */
  public static Setting<Duration> duration(String name, String meaning) {
    return of(name, meaning, SettingForms.DURATION, SettingForms::duration);
  }

  /** A whole number. */
  public static Setting<Integer> integer(String name, String meaning) {
    return of(name, meaning, "write a whole number", SettingForms::integer);
  }

  /** {@code true} or {@code false}. */
  public static Setting<Boolean> flag(String name, String meaning) {
    return of(name, meaning, "write true or false", SettingForms::flag);
  }

  /** Texts separated by commas. */
  public static Setting<List<String>> list(String name, String meaning) {
    return of(name, meaning, "write values separated by commas", SettingForms::list);
  }

  /**
   * A value of a type of the provider's own.
   *
   * @param form what to write, as the end of an error: {@code "write host:port,host:port"}
   * @param parser makes the value, or throws {@link IllegalArgumentException}, whose message, if it
   *     has one, says better what to write; without a full stop
   */
  public static <T> Setting<T> of(
      String name, String meaning, String form, Function<String, T> parser) {
    return new Setting<>(name, meaning, form, parser, null, true, false, false);
  }

  /**
   * Everything below {@code name.}, passed to the service's own library as it stands; read with
   * {@link Settings#below}.
   */
  public static Setting<String> passThrough(String name, String meaning) {
    return new Setting<>(
        name, meaning, "write a text", SettingForms::text, null, false, false, true);
  }

  /** The same setting with a value for when it is not given. */
  public Setting<T> withDefault(T value) {
    return new Setting<>(name, meaning, form, parser, value, false, secret, prefix);
  }

  /** The same setting, which may be left out. */
  public Setting<T> optional() {
    return new Setting<>(name, meaning, form, parser, null, false, secret, prefix);
  }

  /** The same setting, whose value is never printed, and neither is what its parser throws. */
  public Setting<T> secret() {
    return new Setting<>(name, meaning, form, parser, defaultValue, required, true, prefix);
  }

  /**
   * The same setting with one more condition.
   *
   * @param check throws {@link IllegalArgumentException} whose message, what to write instead, ends
   *     "x = y: ..."; without a full stop
   */
  public Setting<T> checked(java.util.function.Consumer<T> check) {
    Function<String, T> then =
        raw -> {
          T value = parser.apply(raw);
          check.accept(value);
          return value;
        };
    return new Setting<>(name, meaning, form, then, defaultValue, required, secret, prefix);
  }

  /** The key below {@code election.<provider>.}. */
  public String name() {
    return name;
  }

  /** One phrase for people: what it is, with the unit. */
  public String meaning() {
    return meaning;
  }

  /** The value used when none is given. */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** Whether a value must be given. */
  public boolean isRequired() {
    return required;
  }

  /** Whether values must never be printed. */
  public boolean isSecret() {
    return secret;
  }

  /** Whether this stands for all keys below {@code name.}. */
  public boolean isPassThrough() {
    return prefix;
  }

  /**
   * Makes the value.
   *
   * @throws IllegalArgumentException with what to write instead
   */
  public T parse(String raw) {
    try {
      return parser.apply(raw.strip());
    } catch (IllegalArgumentException e) {
      if (secret) {
        throw new IllegalArgumentException(form);
      }
      String message = e.getMessage();
      boolean telling = message != null && !(e instanceof NumberFormatException);
      throw new IllegalArgumentException(telling ? message : form, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
