package io.primacy.election.node.health.checks;

import io.primacy.election.node.health.HealthCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.spi.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a URL answers GET with a status that was expected. Redirects are not followed. */
final class HttpCheck implements HealthCheck {

  private static final Setting<URI> URL =
      Setting.of("url", "what to get", "write http://host:port/path or https://...", HttpCheck::url)
          .secret(); // May hold a token.

  private static final Setting<Set<Integer>> STATUS =
      Setting.of(
              "status",
              "the status codes that are well",
              "write codes from 100 to 599, separated by commas",
              HttpCheck::codes)
          .withDefault(Set.of(200));

  static final CheckType TYPE =
      new CheckType(
          "http",
          List.of(URL, STATUS),
          Rhythm.USUAL,
          settings -> new HttpCheck(settings.get(URL), settings.get(STATUS)));

  private final HttpClient client = HttpClient.newBuilder().build();
  private final URI url;
  private final Set<Integer> expected;

  HttpCheck(URI url, Set<Integer> expected) {
    this.url = url;
    this.expected = expected;
  }

  @Override
  public Verdict check(Duration limit) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(limit).GET().build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    String answer = url.getAuthority() + " answered " + status;
    return expected.contains(status)
        ? Verdict.well(answer)
        : Verdict.ill(answer + ", expected " + text(expected));
  }

  private static String text(Set<Integer> codes) {
    return new TreeSet<>(codes).stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null || url.getUserInfo() != null) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  private static Set<Integer> codes(String text) {
    Set<Integer> codes = new TreeSet<>();
    for (String code : text.split(",", -1)) {
      int number = Integer.parseInt(code.strip());
      if (number < 100 || number > 599) {
        throw new IllegalArgumentException();
      }
      codes.add(number);
    }
    return codes;
  }
}
