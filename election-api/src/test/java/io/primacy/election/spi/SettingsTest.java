package io.primacy.election.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Setting<String> CONNECT = Setting.text("connect", "where it is");
  private static final Setting<Integer> PORT =
      Setting.integer("port", "the port").withDefault(2181);
  private static final Setting<String> PASSWORD =
      Setting.text("password", "the password").secret().optional();
  private static final Setting<String> CLIENT = Setting.passThrough("client", "for the client");
  private static final List<Setting<?>> ALL = List.of(CONNECT, PORT, PASSWORD, CLIENT);

  private final List<String> problems = new ArrayList<>();

  private Settings check(Map<String, String> raw) {
    return Settings.check("election.lake.", ALL, raw, problems);
  }

  @Test
  void valuesHaveTheirTypesAndDefaults() {
    Settings settings = check(Map.of("connect", "db1"));
    assertEquals(List.of(), problems);
    assertEquals("db1", settings.get(CONNECT));
    assertEquals(2181, settings.get(PORT));
    assertEquals(Optional.empty(), settings.find(PASSWORD));
    assertEquals(
        "password has no value",
        assertThrows(IllegalArgumentException.class, () -> settings.get(PASSWORD)).getMessage());
    assertEquals(7, check(Map.of("connect", "db1", "port", "7")).get(PORT));
  }

  @Test
  void whatIsPassedThroughKeepsItsKeysAndValues() {
    Settings settings =
        check(Map.of("connect", "x", "client.a.b", " 1 ", "client.c", "", "client.d", "2"));
    assertEquals(List.of(), problems);
    assertEquals(Map.of("a.b", " 1 ", "c", "", "d", "2"), settings.below(CLIENT));
  }

  @Test
  void whatIsPassedThroughHasAKeyOfItsOwn() {
    check(Map.of("connect", "x", "client", "1", "client.", "2"));
    String there = " is not a setting. There are: connect, port, password, client.<key>.";
    assertEquals(
        List.of("election.lake.client" + there, "election.lake.client." + there), problems);
  }

  @Test
  void everyProblemIsOneSentenceInTheOrderOfTheKeys() {
    check(Map.of("port", "many", "conect", "x", "zoo", "x", "password", ""));
    assertEquals(
        List.of(
            "election.lake.conect is not a setting. Closest: election.lake.connect.",
            "election.lake.password = ***: write a text that is not empty.",
            "election.lake.port = 'many': write a whole number.",
            "election.lake.zoo is not a setting. There are: connect, port, password,"
                + " client.<key>.",
            "election.lake.connect is missing (where it is)."),
        problems);
  }

  @Test
  void whereThereAreNoSettingsThatIsSaid() {
    Settings.check("election.pond.", List.of(), Map.of("depth", "1"), problems);
    assertEquals(List.of("election.pond.depth is not a setting. There are: none."), problems);
  }

  @Test
  void aConditionThatEndsWithAFullStopEndsWithOne() {
    Setting<String> strict =
        CONNECT.checked(
            value -> {
              throw new IllegalArgumentException("Write nothing.");
            });
    Settings.check("", List.of(strict), Map.of("connect", "x"), problems);
    assertEquals(List.of("connect = 'x': Write nothing."), problems);
  }

  @Test
  void secretsAndWhatIsPassedThroughAreNotPrinted() {
    Settings settings = check(Map.of("connect", "x", "password", "hunter2", "client.key", "s3"));
    assertEquals("connect = x\nport = 2181\npassword = ***\nclient.key = ***", settings.toString());
  }
}
