package io.primacy.election.node.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what was added to a ledger since the last time, whole lines only. Takes no lock. */
public final class LedgerTail {

  private static final int MOST_AT_ONCE = 64 * 1024;

  private final Path file;
  private long position; // Of the first byte that was not returned yet.

  public LedgerTail(Path file) {
    this.file = file;
  }

  public List<LedgerEntry> next() throws IOException {
    List<LedgerEntry> entries = new ArrayList<>();
    if (!Files.exists(file)) {
      return entries;
    }
    ByteBuffer buffer = ByteBuffer.allocate(MOST_AT_ONCE);
    try (FileChannel channel = FileChannel.open(file)) {
      channel.read(buffer, position);
    }
    String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    int end = text.lastIndexOf('\n') + 1;
    for (String line : text.substring(0, end).lines().toList()) {
      entries.add(
          LedgerEntry.parse(line)
              .orElseThrow(() -> new IOException("Ledger " + file + " is damaged at: " + line)));
    }
    position += end;
    return entries;
  }
}
