package io.primacy.election.node.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Finds the endpoint of a request, and writes its answer. */
final class EndpointHandler extends Handler.Abstract {

  private static final Set<String> WITH_BODY = Set.of("GET");
  private static final Set<String> WITHOUT_BODY = Set.of("HEAD", "OPTIONS");
  private static final String ALLOWED = "GET, HEAD, OPTIONS";
  private static final String ELECTION = "election";

  private final Map<String, Endpoint> endpoints;

  EndpointHandler(Map<String, Endpoint> endpoints) {
    this.endpoints = Map.copyOf(endpoints);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String method = request.getMethod();
    boolean withoutBody = WITHOUT_BODY.contains(method);
    boolean allowed = withoutBody || WITH_BODY.contains(method);
    write(
        allowed
            ? answer(request)
            : Answer.problem(Answer.METHOD_NOT_ALLOWED, "Ask with one of " + ALLOWED + "."),
        method,
        response,
        callback);
    return true;
  }

  /** Writes an answer as the method wants it: HEAD and OPTIONS get the status without a body. */
  static void write(Answer answer, String method, Response response, Callback callback) {
    response.setStatus(answer.status());
    var headers = response.getHeaders();
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    if (answer.status() == Answer.METHOD_NOT_ALLOWED || method.equals("OPTIONS")) {
      headers.put(HttpHeader.ALLOW, ALLOWED);
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (!method.equals("OPTIONS")) {
      headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
      headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    }
    boolean empty = WITHOUT_BODY.contains(method);
    response.write(true, empty ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(body), callback);
  }

  private Answer answer(Request request) {
    List<String> path = Arrays.asList(Request.getPathInContext(request).split("/", -1));
    Endpoint endpoint = path.size() < 2 ? null : endpoints.get(path.get(1));
    if (endpoint == null || path.size() > 3) {
      return Answer.problem(
          Answer.NOT_FOUND,
          "There are: /" + String.join(", /", new TreeSet<>(endpoints.keySet())) + ".");
    }
    Fields query = Request.extractQueryParameters(request);
    if (!Set.of(ELECTION).containsAll(query.getNames())) {
      return Answer.problem(Answer.BAD_REQUEST, "The only parameter is ?" + ELECTION + "=NAME.");
    }
    List<String> named = query.getValuesOrEmpty(ELECTION);
    if (named.size() + path.size() > 3) {
      return Answer.problem(Answer.BAD_REQUEST, "Name one election, once.");
    }
    Optional<String> election =
        path.size() == 3 ? Optional.of(path.get(2)) : named.stream().findFirst();
    String accept = request.getHeaders().get(HttpHeader.ACCEPT);
    return endpoint.answer(new Ask(election, accept == null ? "" : accept));
  }
}
