package io.primacy.bench.peer;

/** What a leader does, called on whatever thread its library uses. */
public interface Duties {

  /** From here on it acts. */
  void begin();

  /** It acts no more: the last thing before its library passes the leadership on. */
  void end();

  /** For who only stands. */
  Duties NONE =
      new Duties() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
      };
}
