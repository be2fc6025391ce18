package com.ytempire.ml.local.features;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lines of cells in aligned columns. Confined to one thread. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(String... titles) {
    row(titles);
  }

  public TextTable(List<String> titles) {
    rows.add(titles.stream().map(TextTable::printable).toList());
  }

  /** Adds a line; it has as many cells as there are titles. */
  public void row(String... cells) {
    row(List.of(cells));
  }

  public void row(List<String> cells) {
    rows.add(cells.stream().map(TextTable::printable).toList());
  }

  /** Stored ids come from outside: control characters could steer the user's terminal. */
  static String printable(String cell) {
    return cell.codePoints().anyMatch(Character::isISOControl)
        ? cell.codePoints()
            .map(point -> Character.isISOControl(point) ? 0xFFFD : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
        : cell;
  }

  public void print(PrintWriter out) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i)))).append(GAP);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
