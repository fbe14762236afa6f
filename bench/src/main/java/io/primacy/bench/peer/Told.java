package io.primacy.bench.peer;

/** What a library last told its listener, for one that tells it more than once, or in two ways. */
final class Told {

  private final Duties duties;
  private boolean leads;
  private boolean over;

  Told(Duties duties) {
    this.duties = duties;
  }

  synchronized boolean leads() {
    return leads;
  }

  /** Begins or ends the duties where that is news. */
  synchronized void hear(boolean nowLeads) {
    if (nowLeads == leads || over) {
      return;
    }
    leads = nowLeads;
    if (nowLeads) {
      duties.begin();
    } else {
      duties.end();
    }
  }

  /** Ends the duties if they are under way; what is told from now on is too late. */
  synchronized void end() {
    hear(false);
    over = true;
  }
}
