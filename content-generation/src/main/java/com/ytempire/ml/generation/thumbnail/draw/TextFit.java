package com.ytempire.ml.generation.thumbnail.draw;

import java.awt.geom.Rectangle2D;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines that fill a box: of all numbers of lines, the one that allows the largest letters, broken
 * so that the longest line is as short as it can be.
 *
 * @param lines top to bottom, without space at their ends; empty for an empty text
 * @param size of the letters, in pixels
 * @param ascent from the top of a line to its baseline, in letter sizes
 * @param pitch from one baseline to the next, in letter sizes: more than usual where marks are
 *     piled up above or below letters
 */
record TextFit(List<String> lines, double size, double ascent, double pitch) {
  private static final double USUAL_ASCENT = 0.86;
  private static final double USUAL_DESCENT = 0.24;

  /** Between the ink of two lines, in letter sizes. */
  private static final double GAP = 0.04;

  /** Letters smaller than this are broken within words rather than shrunk further. */
  private static final double SMALL = 64;

  /** One more line is taken only where it makes the letters this much larger. */
  private static final double WORTH_A_LINE = 1.1;

  private static final double SMALLEST = 22;

  /**
   * @param width of the box, in pixels
   * @param height of the box, in pixels
   * @param largest letters, in pixels
   */
  static TextFit of(
      String text, Fonts.Face face, double width, double height, double largest, int maxLines) {
    if (text.isEmpty()) {
      return new TextFit(List.of(), largest, USUAL_ASCENT, USUAL_ASCENT + USUAL_DESCENT);
    }
    Rectangle2D ink = TextLine.outline(text, face, 100).getBounds2D();
    double ascent = Math.max(USUAL_ASCENT, -ink.getMinY() / 100 + GAP);
    double descent = Math.max(USUAL_DESCENT, ink.getMaxY() / 100 + GAP);
    var empty = new TextFit(List.of(), 0, ascent, ascent + descent);
    var box = new Rectangle2D.Double(0, 0, width, height);
    List<String> words = pieces(text, BreakIterator.getLineInstance(Locale.ROOT));
    TextFit byWords = empty.best(words, face, box, largest, maxLines);
    if (byWords.size >= SMALL) {
      return byWords;
    }
    List<String> letters = pieces(text, BreakIterator.getCharacterInstance(Locale.ROOT));
    TextFit byLetters = empty.best(letters, face, box, largest, maxLines + 1);
    TextFit fit = byLetters.size > byWords.size * 1.4 ? byLetters : byWords;
    return fit.size >= SMALLEST ? fit : fit.with(fit.lines, SMALLEST).cut(face, width, height);
  }

  private TextFit with(List<String> others, double letters) {
    return new TextFit(others, letters, ascent, pitch);
  }

  private TextFit cut(Fonts.Face face, double width, double height) {
    int most = Math.max(1, (int) (height / (size * pitch)));
    var kept = new ArrayList<>(lines.subList(0, Math.min(most, lines.size())));
    for (int i = 0; i < kept.size(); i++) {
      String line = kept.get(i);
      while (line.length() > 2 && TextLine.widthAtOne(line, face) * size > width) {
        line = line.substring(0, line.offsetByCodePoints(line.length(), -2)) + "…";
      }
      kept.set(i, line);
    }
    return with(List.copyOf(kept), size);
  }

  /** Height of all lines, in pixels. */
  double height() {
    return lines.size() * size * pitch;
  }

  private static List<String> pieces(String text, BreakIterator breaks) {
    breaks.setText(text);
    var pieces = new ArrayList<String>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      pieces.add(text.substring(start, end));
    }
    return pieces;
  }

  private TextFit best(
      List<String> pieces, Fonts.Face face, Rectangle2D box, double largest, int maxLines) {
    double[] widths = pieces.stream().mapToDouble(p -> TextLine.widthAtOne(p, face)).toArray();
    TextFit best = this;
    for (int count = 1; count <= Math.min(maxLines, pieces.size()); count++) {
      List<String> tried = balanced(pieces, widths, count);
      double widest = tried.stream().mapToDouble(l -> TextLine.widthAtOne(l, face)).max().orElse(1);
      double letters =
          Math.min(
              largest, Math.min(box.getWidth() / widest, box.getHeight() / (tried.size() * pitch)));
      if (letters > best.size * WORTH_A_LINE) {
        best = with(tried, letters);
      }
    }
    return best;
  }

  /** Cuts into so many lines that the longest is shortest: by bisection of its length. */
  private static List<String> balanced(List<String> pieces, double[] widths, int count) {
    double low = 0;
    double high = 0;
    for (double w : widths) {
      low = Math.max(low, w);
      high += w;
    }
    for (int i = 0; i < 30; i++) {
      double middle = (low + high) / 2;
      if (filled(pieces, widths, middle).size() <= count) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return filled(pieces, widths, high * 1.0001);
  }

  private static List<String> filled(List<String> pieces, double[] widths, double longest) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    double length = 0;
    for (int i = 0; i < widths.length; i++) {
      if (length + widths[i] > longest && line.length() > 0) {
        lines.add(line.toString().strip());
        line.setLength(0);
        length = 0;
      }
      line.append(pieces.get(i));
      length += widths[i];
    }
    lines.add(line.toString().strip());
    lines.removeIf(String::isEmpty);
    return lines;
  }
}
