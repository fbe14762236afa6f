package io.primacy.bench.process;

/** What a participant does besides standing. */
public enum Conduct {
  /** Nothing, and it returns from its duties at once. */
  PLAIN,
  /** It asks its library a thousand times a second whether it leads. */
  ASKS,
  /** It asks as well, and its duties do not return, as in a call that heeds no interrupt. */
  BLOCKS
}
