package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.primacy.election.Timing;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedRecordTest {

  private static final RecordKey KEY = new RecordKey("elections", "ledger");

  private final HandLoop loop = new HandLoop();
  private final HandStore store = new HandStore();
  private final List<Optional<String>> seen = new ArrayList<>();
  private int decoded;
  private final SharedRecord<String> record =
      new SharedRecord<>(KEY, new Text(), footing(), false, new Seeing());

  private Footing footing() {
    Timing timing = Timing.ofLease(Duration.ofSeconds(8));
    StoreClient client = new StoreClient(store, loop, loop, timing.callTimeout());
    return new Footing(client, loop, loop, timing, Proof.SOUND);
  }

  private Optional<String> last() {
    return seen.get(seen.size() - 1);
  }

  private void followAndWrite(String content) {
    record.follow();
    loop.run();
    record.write(0, content);
    loop.run();
  }

  @Test
  void whatWasWrittenHereIsNotReadBack() {
    followAndWrite("mine");
    assertEquals(1, store.reads.get(KEY), "the first; the hint named what the write had told");
    store.hints.get(KEY).mayHaveChanged(store.versions - 1);
    loop.run();
    assertEquals(2, store.reads.get(KEY), "the hint named another version than is known");
  }

  @Test
  void whatWasWrittenHereAndIsReadBackIsNotKeptTwice() {
    record.follow();
    loop.run();
    String written = new String("mine");
    record.write(0, written);
    store.hints.get(KEY).mayHaveChanged(Hint.UNKNOWN);
    loop.run();
    assertEquals(2, store.reads.get(KEY), "a hint that names nothing was followed");
    assertSame(written, last().orElseThrow());
    assertEquals(0, decoded);
  }

  @Test
  void whatHasChangedIsReadAnew() {
    record.follow();
    record.write(0, "mine");
    loop.run();
    store.put(KEY, "another's");
    loop.run();
    assertEquals(Optional.of("another's"), last());
    store.records.remove(KEY);
    store.hints.get(KEY).mayHaveChanged(Hint.UNKNOWN);
    loop.run();
    assertEquals(Optional.empty(), last());
    store.put(KEY, "anew");
    loop.run();
    assertEquals(Optional.of("anew"), last());
    assertEquals(2, decoded);
  }

  @Test
  void whatCanNotBeReadIsNotKnownByItsVersion() {
    followAndWrite("mine");
    store.put(KEY, Text.UNREADABLE);
    loop.run();
    int before = store.reads.get(KEY);
    store.hints.get(KEY).mayHaveChanged(store.versions);
    loop.run();
    assertEquals(before + 1, store.reads.get(KEY));
  }

  private final class Text implements SharedRecord.Form<String> {
    static final String UNREADABLE = "unreadable";

    @Override
    public byte[] encode(String content) {
      return content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decode(byte[] bytes) throws UnreadableRecordException {
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.equals(UNREADABLE)) {
        throw new UnreadableRecordException("a test says so");
      }
      decoded++;
      return text;
    }
  }

  private final class Seeing implements SharedRecord.Listener<String> {
    @Override
    public void sighted(long version, Optional<String> content) {
      seen.add(content);
    }

    @Override
    public void unresolved(long expectedVersion) {}

    @Override
    public void unreadable() {}

    @Override
    public void settled() {}
  }
}
