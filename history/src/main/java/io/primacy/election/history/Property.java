package io.primacy.election.history;

/** Something that must be so in every election. */
interface Property {

  void judge(Timeline timeline, Findings findings);
}
