package io.primacy.election.node.http;

import io.primacy.election.node.run.NodeEvent;

/** The process answers over HTTP. */
record Answers(String at) implements NodeEvent {

  @Override
  public String kind() {
    return "answers";
  }

  @Override
  public String sentence() {
    return "answers at http://" + at;
  }
}
