package io.primacy.election.node.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.primacy.election.EndReason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something a node has to tell: one line for a person or for a program. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface NodeEvent {

  /** One word, the value of {@code event} in JSON. */
  String kind();

  /** What the node did, continuing its name: "leads ledger with token 3". */
  String sentence();

  /** The node was opened. */
  record Started(String namespace, String provider, long pid) implements NodeEvent {
    @Override
    public String kind() {
      return "started";
    }

    @Override
    public String sentence() {
      return "started in namespace " + namespace + " on " + provider + " (process " + pid + ")";
    }
  }

  /** A candidacy is recorded in the store. */
  record Stands(String election, int priority, boolean eligible, long incarnation)
      implements NodeEvent {
    @Override
    public String kind() {
      return "stands";
    }

    @Override
    public String sentence() {
      return "stands in "
          + election
          + " with priority "
          + priority
          + ", incarnation "
          + incarnation
          + (eligible ? "" : ", not eligible for now");
    }
  }

  /** This node leads. */
  record Leads(String election, long token) implements NodeEvent {
    @Override
    public String kind() {
      return "leads";
    }

    @Override
    public String sentence() {
      return "leads " + election + " with token " + token;
    }
  }

  /** This node no longer leads. */
  record Ended(String election, long token, String reason) implements NodeEvent {
    /** With the reason in words. */
    public static Ended of(String election, long token, EndReason reason) {
      return new Ended(election, token, words(reason));
    }

    /** "lease expired". */
    public static String words(EndReason reason) {
      return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String kind() {
      return "ended";
    }

    @Override
    public String sentence() {
      return "no longer leads " + election + " with token " + token + ": " + reason;
    }
  }

  /** The record names another leader than before, or none. */
  record Sees(String election, @Nullable String leader, @Nullable Long token) implements NodeEvent {
    @Override
    public String kind() {
      return "sees";
    }

    @Override
    public String sentence() {
      return leader == null
          ? "sees no leader of " + election
          : "sees " + leader + " lead " + election + " with token " + token;
    }
  }

  /** A check keeps this node from leading, or has not answered yet. */
  record Ill(String check, String reason) implements NodeEvent {
    @Override
    public String kind() {
      return "ill";
    }

    @Override
    public String sentence() {
      return "is not well by check " + check + ": " + reason;
    }
  }

  /** A check lets this node lead. */
  record Well(String check) implements NodeEvent {
    @Override
    public String kind() {
      return "well";
    }

    @Override
    public String sentence() {
      return "is well by check " + check;
    }
  }

  /** The writable database came to be beside this node, or went elsewhere. */
  record NearDatabase(boolean near, int boost) implements NodeEvent {
    @Override
    public String kind() {
      return "near-database";
    }

    @Override
    public String sentence() {
      return near
          ? "is near the writable database: priority + " + boost
          : "is not near the writable database any more";
    }
  }

  /** A witness is one of a majority of voters that have a leader. */
  record TakesPart() implements NodeEvent {
    @Override
    public String kind() {
      return "takes-part";
    }

    @Override
    public String sentence() {
      return "takes part: a majority of the voters works";
    }
  }

  /** A node can not stand, or a witness not vote, for now. */
  record Waits(String reason) implements NodeEvent {
    @Override
    public String kind() {
      return "waits";
    }

    @Override
    public String sentence() {
      return "takes no part for now. " + reason;
    }
  }

  /** A witness goes. */
  record Leaves() implements NodeEvent {
    @Override
    public String kind() {
      return "closing";
    }

    @Override
    public String sentence() {
      return "leaves the other voters";
    }
  }

  /** The configuration was read again, and holds. */
  record Reloaded(List<String> changes) implements NodeEvent {
    @Override
    public String kind() {
      return "reloaded";
    }

    @Override
    public String sentence() {
      return "read its configuration again: "
          + (changes.isEmpty() ? "nothing has changed" : String.join("; ", changes));
    }
  }

  /** The configuration was read again, and nothing of it was done. */
  record NotReloaded(List<String> problems) implements NodeEvent {
    @Override
    public String kind() {
      return "not-reloaded";
    }

    @Override
    public String sentence() {
      return "keeps its configuration, nothing was changed. " + String.join(" ", problems);
    }
  }

  /** Its supervisor is gone. */
  record Orphaned() implements NodeEvent {
    @Override
    public String kind() {
      return "orphaned";
    }

    @Override
    public String sentence() {
      return "has no supervisor any more, and goes";
    }
  }

  /** The node hands over what it leads and leaves. */
  record Closing() implements NodeEvent {
    @Override
    public String kind() {
      return "closing";
    }

    @Override
    public String sentence() {
      return "closes: finishes its work, then hands over";
    }
  }

  /** The node has left. */
  record Closed() implements NodeEvent {
    @Override
    public String kind() {
      return "closed";
    }

    @Override
    public String sentence() {
      return "closed";
    }
  }
}
