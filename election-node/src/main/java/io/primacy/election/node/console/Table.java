package io.primacy.election.node.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Rows in columns, no wider than {@value #WIDTH}: the widest column is broken first. */
public final class Table {

  /** The width of a terminal that nobody widened. */
  public static final int WIDTH = 80;

  private static final int GAP = 2;
  private static final int NARROWEST = 6;

  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] numeric;

  /** A heading that ends with '#' (not printed) says that its column is aligned to the right. */
  public Table(String... headings) {
    numeric = new boolean[headings.length];
    String[] row = new String[headings.length];
    for (int i = 0; i < headings.length; i++) {
      numeric[i] = headings[i].endsWith("#");
      row[i] = numeric[i] ? headings[i].substring(0, headings[i].length() - 1) : headings[i];
    }
    rows.add(row);
  }

  /** Adds a row of as many cells as there are headings. */
  public Table row(String... cells) {
    if (cells.length != numeric.length) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + numeric.length + " columns");
    }
    rows.add(cells.clone());
    return this;
  }

  /** The table, each line ended. */
  public String render(Ansi ansi, int indent) {
    int[] widths = widths(WIDTH - indent);
    Column[] columns = new Column[widths.length];
    for (int i = 0; i < widths.length; i++) {
      int before = i == 0 ? indent : GAP;
      columns[i] = new Column(widths[i] + before, before, Column.Overflow.TRUNCATE);
    }
    TextTable table = TextTable.forColumns(new ColorScheme.Builder(ansi).build(), columns);
    table.setAdjustLineBreaksForWideCJKCharacters(false);
    for (int r = 0; r < rows.size(); r++) {
      for (String[] line : lines(rows.get(r), widths)) {
        Ansi.Text[] texts = new Ansi.Text[line.length];
        for (int i = 0; i < line.length; i++) {
          int padding = numeric[i] ? widths[i] - line[i].length() : 0;
          String cell = " ".repeat(padding) + line[i];
          texts[i] = r == 0 ? ansi.text("@|faint " + cell + "|@") : ansi.new Text(cell);
        }
        table.addRowValues(texts);
      }
    }
    return table.toString();
  }

  /* A library's table wraps only its last column. */
  private static List<String[]> lines(String[] cells, int[] widths) {
    List<String[]> lines = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      String rest = cells[i];
      for (int l = 0; l == 0 || !rest.isEmpty(); l++) {
        if (l == lines.size()) {
          String[] empty = new String[cells.length];
          Arrays.fill(empty, "");
          lines.add(empty);
        }
        int end = end(rest, widths[i]);
        lines.get(l)[i] = rest.substring(0, end);
        rest = rest.substring(end).stripLeading();
      }
    }
    return lines;
  }

  private static int end(String text, int width) {
    if (text.length() <= width) {
      return text.length();
    }
    int space = text.lastIndexOf(' ', width);
    return space > 0 ? space : width;
  }

  /**
   * A sentence as lines no wider than a terminal that nobody widened, all but the first indented.
   */
  public static String wrapped(String sentence, int indent) {
    StringBuilder lines = new StringBuilder();
    String rest = sentence;
    int width = WIDTH;
    while (rest.length() > width) {
      int end = end(rest, width);
      lines.append(rest, 0, end).append(System.lineSeparator()).append(" ".repeat(indent));
      rest = rest.substring(end).stripLeading();
      width = WIDTH - indent;
    }
    return lines.append(rest).toString();
  }

  private int[] widths(int available) {
    int[] widths = new int[numeric.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    while (Arrays.stream(widths).sum() + GAP * (widths.length - 1) >= available) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }
}
