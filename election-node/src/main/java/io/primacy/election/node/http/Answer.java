package io.primacy.election.node.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.node.console.Json;

/** A status, and a body that HEAD and OPTIONS leave out. */
record Answer(int status, String contentType, String body) {

  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int UNAVAILABLE = 503;

  static Answer json(int status, ObjectNode object) {
    return new Answer(status, "application/json", Json.line(object) + "\n");
  }

  static Answer yesOrNo(boolean yes, ObjectNode object) {
    return json(yes ? OK : UNAVAILABLE, object);
  }

  static Answer problem(int status, String sentence) {
    return json(status, Json.object().put("problem", sentence));
  }
}
