package io.primacy.election.node.demo;

import io.primacy.election.node.lab.LedgerEntry;
import io.primacy.election.node.lab.Moment;
import io.primacy.election.node.lab.Moment.Accepted;
import io.primacy.election.node.lab.Moment.Answered;
import io.primacy.election.node.lab.Moment.Deed;
import io.primacy.election.node.lab.Moment.Ordered;
import io.primacy.election.node.lab.Moment.Refused;
import io.primacy.election.node.lab.Moment.Told;
import io.primacy.election.node.lab.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Picks from the moments what is worth a line, and words it. */
final class Story {

  /** How a line is meant. */
  enum Tone {
    PLAIN,
    DEED,
    LEADS,
    REFUSED
  }

  /**
   * A line of the story.
   *
   * @param who a process, {@code ledger} or {@code operator}
   */
  record Line(Moment moment, String who, String text, Tone tone) {}

  private static final String OPERATOR = "operator";

  // All confined to the one who asks.
  private final Map<String, Moment> starting = new HashMap<>(); // Until it stands.
  private @Nullable Moment firstCandidacy;
  private @Nullable Accepted lastAppend;

  /** The line for the next moment, if it deserves one. */
  Optional<Line> next(Moment moment) {
    if (moment instanceof Accepted accepted) {
      return accepted(accepted);
    }
    if (moment instanceof Refused refused) {
      LedgerEntry entry = refused.entry();
      String text =
          "REFUSES " + entry.id() + ": its token " + entry.token() + " is below " + entry.highest();
      return Optional.of(new Line(moment, "ledger", text, Tone.REFUSED));
    }
    if (moment instanceof Deed deed) {
      if (deed.kind() == Moment.Kind.STARTED) {
        starting.put(deed.process(), deed);
      }
      String text = deed.kind().word() + (deed.detail().isEmpty() ? "" : ": " + deed.detail());
      return Optional.of(new Line(moment, deed.process(), text, Tone.DEED));
    }
    if (moment instanceof Ordered ordered) {
      return Optional.of(new Line(moment, OPERATOR, "$ " + ordered.command(), Tone.DEED));
    }
    if (moment instanceof Answered answered) {
      String code = answered.exitCode() == 0 ? "" : "exit code " + answered.exitCode() + ": ";
      return Optional.of(new Line(moment, OPERATOR, code + answered.said(), Tone.PLAIN));
    }
    return told((Told) moment);
  }

  private Optional<Line> accepted(Accepted accepted) {
    LedgerEntry entry = accepted.entry();
    Accepted last = lastAppend;
    lastAppend = accepted;
    if (last != null && last.entry().token() == entry.token()) {
      return Optional.empty();
    }
    String since = "";
    if (last != null) {
      since =
          ", "
              + Words.brief(accepted.at().minus(last.at()))
              + " after the last of "
              + last.entry().token();
    } else if (firstCandidacy != null) {
      since =
          ", "
              + Words.brief(accepted.at().minus(firstCandidacy.at()))
              + " after the first candidacy";
    }
    String text = "accepts token " + entry.token() + " from " + entry.node() + since;
    return Optional.of(new Line(accepted, "ledger", text, Tone.LEADS));
  }

  private Optional<Line> told(Told told) {
    long token = told.details().path("token").asLong();
    return switch (told.event()) {
      case "stands" -> {
        firstCandidacy = firstCandidacy == null ? told : firstCandidacy;
        long incarnation = told.details().path("incarnation").asLong();
        Moment start = starting.remove(told.node());
        String since =
            start == null
                ? ""
                : ", " + Words.brief(told.at().minus(start.at())) + " after its start";
        yield line(told, "stands as incarnation " + incarnation + since, Tone.PLAIN);
      }
      case "leads" -> line(told, "LEADS with token " + token, Tone.LEADS);
      case "ended" ->
          line(
              told,
              "no longer leads with token " + token + ": " + told.details().path("reason").asText(),
              Tone.PLAIN);
      case "reaped" ->
          line(
              told,
              "its supervisor: session "
                  + told.details().path("outcome").asText()
                  + ", "
                  + told.details().path("millis").asLong()
                  + " ms after its end",
              Tone.PLAIN);
      case "broken" ->
          line(told, "FAILS: " + told.details().path("message").asText(), Tone.REFUSED);
      case "error" ->
          line(told, "FAILS: " + told.details().path("problems").path(0).asText(), Tone.REFUSED);
      default -> Optional.empty();
    };
  }

  private static Optional<Line> line(Told told, String text, Tone tone) {
    return Optional.of(new Line(told, told.node(), text, tone));
  }
}
