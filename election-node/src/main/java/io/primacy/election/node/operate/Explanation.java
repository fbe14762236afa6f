package io.primacy.election.node.operate;

import io.primacy.election.Directive;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.ElectionView.Holder;
import io.primacy.election.ElectionView.Lifted;
import io.primacy.election.ElectionView.Transition;
import io.primacy.election.Timing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one election came to be as it is, and what would have to change. */
record Explanation(Outlook outlook, Timing timing) {

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(view().leader().map(this::whyItLeads).orElseGet(this::whyNobodyLeads));
    for (Directive directive : view().directives().all()) {
      sentences.add(
          Words.directive(directive, clock())
              + ", says "
              + directive.by().name()
              + ": "
              + directive.by().reason()
              + ".");
    }
    for (Lifted lifted : view().lifted()) {
      sentences.add(
          lifted.by().name()
              + " lifted the "
              + Words.kind(lifted.kind(), lifted.node())
              + " "
              + Words.length(Duration.ofMillis(clock().millis() - lifted.wallMillis()))
              + " ago: "
              + lifted.by().reason()
              + ".");
    }
    view()
        .request()
        .ifPresent(
            asked ->
                sentences.add(
                    asked.by().name()
                        + " asks the leader for a "
                        + asked.want()
                        + asked.target().map(target -> " to " + target).orElse("")
                        + "; it has not answered yet."));
    for (Candidate candidate : view().candidates()) {
      outlook.whyNot(candidate).ifPresent(sentences::add);
    }
    return sentences;
  }

  private String whyItLeads(Holder leader) {
    Optional<Transition> began =
        view().transitions().stream()
            .filter(t -> view().token().equals(Optional.of(t.token())) && t.node().isPresent())
            .findFirst();
    String how = began.map(this::how).orElse("");
    String session = outlook.session(leader.node());
    return leader.node()
        + " leads "
        + view().election()
        + how
        + ". Its session is "
        + session
        + "; it leads as long as it renews that, and nobody overrules a leader that does.";
  }

  private String how(Transition began) {
    String way =
        switch (began.cause()) {
          case "claim" ->
              began.from().isPresent()
                  ? " because " + began.from().get() + " was lost or gone and it was next in line"
                  : " because nobody did and it was next in line";
          case "handover" -> " because it was handed over by " + began.from().orElse("nobody");
          case "failback" -> " because it comes before " + began.from().orElse("nobody");
          case "drain" -> " because " + began.from().orElse("the one before") + " was drained";
          case "withdraw" -> " because " + began.from().orElse("the one before") + " made room";
          default -> " because " + began.from().orElse("the one before") + " left";
        };
    return way
        + began.by().map(by -> " (" + by.name() + ": " + by.reason() + ")").orElse("")
        + ", "
        + Words.length(Duration.ofMillis(clock().millis() - began.wallMillis()))
        + " ago";
  }

  private String whyNobodyLeads() {
    if (view().candidates().isEmpty()) {
      return "Nobody leads " + view().election() + ": nobody stands.";
    }
    List<Candidate> able =
        view().candidates().stream().filter(view()::mayLead).filter(outlook::isAlive).toList();
    if (able.isEmpty()) {
      return "Nobody leads " + view().election() + ": no candidate is alive and may lead.";
    }
    Optional<Directive> pause = outlook.pause(able.get(0).node());
    return "Nobody leads "
        + view().election()
        + pause
            .map(p -> ": " + Words.directive(p, clock()) + "; 'resume' ends that.")
            .orElseGet(
                () ->
                    " at this moment: "
                        + able.get(0).node()
                        + " is next, within "
                        + timing.worstCaseFailover(0).toMillis()
                        + " ms of the last sign of the leader before.");
  }

  private ElectionView view() {
    return outlook.view();
  }

  private Clock clock() {
    return outlook.clock();
  }
}
