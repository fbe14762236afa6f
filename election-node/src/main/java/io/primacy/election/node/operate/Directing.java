package io.primacy.election.node.operate;

import io.primacy.election.Actor;
import io.primacy.election.Directive;
import io.primacy.election.ElectionView;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Lays directives down and lifts them, and says so for each election. */
record Directing(Site site, Desk desk) {

  void lay(List<String> elections, Directive directive) {
    for (String election : elections) {
      desk.awaitChange("asked to change " + election, desk.operations().lay(election, directive));
      String what = Words.directive(directive, Clock.system(ZoneId.systemDefault()));
      site.say(
          election + ": " + what + ".",
          Reports.done(election, Words.word(directive.kind()))
              .set("directive", Reports.json(directive)));
    }
  }

  void lift(List<String> elections, Directive.Kind kind, Optional<String> node, Actor by) {
    for (ElectionView view : desk.views(elections)) {
      boolean there =
          view.directives().all().stream().anyMatch(d -> d.kind() == kind && d.node().equals(node));
      desk.awaitChange(
          "asked to change " + view.election(),
          desk.operations().lift(view.election(), kind, node, by));
      String what = Words.kind(kind, node);
      site.say(
          view.election() + ": " + what + (there ? " lifted." : " was not laid down."),
          Reports.done(view.election(), "lift " + Words.word(kind)).put("was_there", there));
    }
  }
}
