package com.ytempire.ml.generation.thumbnail.draw;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.text.AttributedString;
import java.text.Bidi;
import java.text.Normalizer;

/** Shapes of one line of text: fonts by character, joined and ordered as its script wants. */
final class TextLine {
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private TextLine() {}

  /**
   * The text without what no font here can draw, and with plain spaces: control characters, marks
   * of emoji variants, emoji and scripts of no font.
   */
  static String drawable(String text, Fonts.Face face) {
    var kept = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
        .filter(c -> c == ' ' || isVisible(c) && Fonts.forCharacter(face, c) != null)
        .forEach(kept::appendCodePoint);
    return kept.toString().replaceAll(" +", " ").strip();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED ->
          false;
      // Of these, the two joiners shape Arabic and Persian; the others only steer.
      case Character.FORMAT -> c == 0x200c || c == 0x200d;
      default -> c < 0xfe00 || c > 0xfe0f;
    };
  }

  /** Whether the text as a whole runs from right to left. */
  static boolean isRightToLeft(String text) {
    return !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
  }

  /** Width of a line when letters are 1 high, in the same unit. */
  static double widthAtOne(String line, Fonts.Face face) {
    return layout(line, face, 100).getAdvance() / 100;
  }

  /**
   * The letters' outlines, with the start of the baseline at 0, 0.
   *
   * @param size of the letters, in pixels
   */
  static Shape outline(String line, Fonts.Face face, double size) {
    return layout(line, face, size).getOutline(new AffineTransform());
  }

  private static TextLayout layout(String line, Fonts.Face face, double size) {
    var text = new AttributedString(line);
    int start = 0;
    while (start < line.length()) {
      Font font = fontAt(line, start, face);
      int end = start;
      while (end < line.length() && fontAt(line, end, face).equals(font)) {
        end += Character.charCount(line.codePointAt(end));
      }
      text.addAttribute(TextAttribute.FONT, font.deriveFont((float) size), start, end);
      start = end;
    }
    return new TextLayout(text.getIterator(), EXACT);
  }

  private static Font fontAt(String line, int index, Fonts.Face face) {
    int codePoint = line.codePointAt(index);
    // Spaces and joiners stay with the word before, so that its letters join.
    if ((codePoint == ' ' || codePoint == 0x200c || codePoint == 0x200d) && index > 0) {
      return fontAt(line, line.offsetByCodePoints(index, -1), face);
    }
    Font font = Fonts.forCharacter(face, codePoint);
    return font == null ? Fonts.of(face) : font;
  }
}
