package io.primacy.election.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingTest {

  private static final Setting<Duration> WAIT = Setting.duration("wait", "how long to wait");

  private static String refusal(Setting<?> setting, String raw) {
    return assertThrows(IllegalArgumentException.class, () -> setting.parse(raw)).getMessage();
  }

  @Test
  void aDurationIsANumberAndAUnit() {
    assertEquals(Duration.ofMillis(500), WAIT.parse("500ms"));
    assertEquals(Duration.ofSeconds(10), WAIT.parse(" 10 s "));
    assertEquals(Duration.ofMinutes(2), WAIT.parse("2m"));
    assertEquals(Duration.ofHours(3), WAIT.parse("3h"));
    assertEquals(Duration.ZERO, WAIT.parse("0s"));
  }

  @Test
  void aDurationOfAnotherFormIsRefused() {
    List<String> wrong =
        List.of(
            "", "10", "s", "-1s", "+1s", "1.5s", "1 000ms", "1d", "1S", "1us", "PT1S", "1s1s", "٣s",
            "0x10s");
    for (String raw : wrong) {
      assertEquals(
          "write a number followed by ms, s, m or h, for example 500ms", refusal(WAIT, raw));
    }
  }

  @Test
  void aDurationNeverOverflowsAClock() {
    assertEquals(Duration.ofHours(100_000), WAIT.parse("100000h"));
    for (String raw : List.of("100001h", "360000001s", "999999999999h", "9999999999999ms")) {
      assertEquals("write at most 100000h", refusal(WAIT, raw));
    }
  }

  @Test
  void aNumberIsWhole() {
    Setting<Integer> port = Setting.integer("port", "the port");
    assertEquals(2181, port.parse("2181"));
    assertEquals(-1, port.parse("-1"));
    for (String raw : List.of("", "1.0", "1e3", "2147483648", "x")) {
      assertEquals("write a whole number", refusal(port, raw));
    }
  }

  @Test
  void aFlagIsTrueOrFalse() {
    Setting<Boolean> tls = Setting.flag("tls", "whether to encrypt");
    assertEquals(true, tls.parse("true"));
    assertEquals(false, tls.parse(" false"));
    for (String raw : List.of("", "TRUE", "yes", "1")) {
      assertEquals("write true or false", refusal(tls, raw));
    }
  }

  @Test
  void aListHasCommasBetweenItsValues() {
    Setting<List<String>> members = Setting.list("members", "who takes part");
    assertEquals(List.of("a", "b"), members.parse(" a , b,"));
    for (String raw : List.of("", ",", " , ")) {
      assertEquals("write values separated by commas", refusal(members, raw));
    }
  }

  @Test
  void aTextIsNotEmpty() {
    Setting<String> text = Setting.text("text", "some text");
    assertEquals("a b", text.parse(" a b "));
    assertEquals("write a text that is not empty", refusal(text, "  "));
  }

  @Test
  void aConditionSaysItselfWhatToWrite() {
    Setting<Integer> even =
        Setting.integer("even", "a number")
            .checked(
                number -> {
                  if (number % 2 != 0) {
                    throw new IllegalArgumentException("write an even number");
                  }
                });
    assertEquals(4, even.parse("4"));
    assertEquals("write an even number", refusal(even, "3"));
    assertEquals("write a whole number", refusal(even, "three"));
  }

  @Test
  void aFormOfTheProvidersOwnIsToldUnlessItsParserTellsMore() {
    Setting<Double> plain = Setting.of("x", "x", "write a fraction", Double::valueOf);
    assertEquals("write a fraction", refusal(plain, "half"));
    Setting<String> mute =
        Setting.of(
            "x",
            "x",
            "write something else",
            raw -> {
              throw new IllegalArgumentException();
            });
    assertEquals("write something else", refusal(mute, "x"));
  }

  @Test
  void aSecretIsNotInWhatItsParserThrows() {
    Setting<String> key =
        Setting.<String>of(
                "key",
                "the key",
                "write a key",
                raw -> {
                  throw new IllegalArgumentException(raw + " is no key");
                })
            .secret();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> key.parse("hunter2"));
    assertEquals("write a key", refused.getMessage());
    assertEquals(null, refused.getCause());
  }

  @Test
  void aSettingIsRequiredUnlessItHasADefaultOrIsOptional() {
    assertTrue(WAIT.isRequired());
    assertEquals(false, WAIT.optional().isRequired());
    assertEquals(false, WAIT.withDefault(Duration.ZERO).isRequired());
    assertEquals(Optional.of(Duration.ZERO), WAIT.withDefault(Duration.ZERO).defaultValue());
    assertEquals(Optional.empty(), WAIT.withDefault(Duration.ZERO).optional().defaultValue());
    assertTrue(WAIT.isRequired(), "refining makes a new one");
  }

  @Test
  void refiningKeepsTheRest() {
    Setting<Duration> refined = WAIT.secret().withDefault(Duration.ZERO).checked(d -> {});
    assertTrue(refined.isSecret());
    assertEquals("wait", refined.name());
    assertEquals("wait", refined.toString());
    assertEquals("how long to wait", refined.meaning());
    assertEquals(Optional.of(Duration.ZERO), refined.defaultValue());
  }
}
