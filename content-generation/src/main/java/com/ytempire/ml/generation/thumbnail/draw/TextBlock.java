package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.thumbnail.TextPosition;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Main text and subtext, set within a box.
 *
 * @param main outlines of the main text's lines, in place
 * @param mainSize of their letters, in pixels
 * @param sub outlines of the subtext's lines
 * @param subSize of their letters, in pixels
 */
record TextBlock(List<Shape> main, double mainSize, List<Shape> sub, double subSize) {
  private static final double SUB_SHARE = 0.22;

  /** Capitals of the fonts used here are this high, in letter sizes. */
  static final double CAPITALS = 0.71;

  private enum Align {
    START,
    MIDDLE,
    END
  }

  static TextBlock set(
      String mainText,
      String subtext,
      Fonts.Face face,
      Fonts.Face subFace,
      Layout layout,
      TextPosition position) {
    Rectangle box = layout.text();
    // Bars, panels and outlines reach a little further than letters.
    double room = 16;
    double width = box.width - 2 * room;
    double height = box.height - 2 * room;
    boolean hasSub = !subtext.isEmpty();
    double mainHeight = hasSub && !mainText.isEmpty() ? height * (1 - SUB_SHARE) : height;
    TextFit main =
        TextFit.of(mainText, face, width, mainHeight, layout.largest(), layout.maxLines());
    double subLargest =
        mainText.isEmpty() ? layout.largest() : Math.max(30, Math.min(58, main.size() * 0.5));
    TextFit sub =
        TextFit.of(
            subtext,
            subFace,
            width,
            mainText.isEmpty() ? height : height * SUB_SHARE * 0.84,
            subLargest,
            2);
    double gap = hasSub ? sub.size() * 0.55 : 0;
    double used = main.height() + gap + sub.height();
    double top =
        switch (position) {
          case TOP -> box.y + room;
          default -> box.y + room + (height - used) / 2;
        };
    boolean isRightToLeft = TextLine.isRightToLeft(mainText.isEmpty() ? subtext : mainText);
    Align align =
        switch (position) {
          case LEFT -> isRightToLeft ? Align.END : Align.START;
          case RIGHT, BOTTOM -> isRightToLeft ? Align.END : Align.START;
          case TOP, CENTER -> Align.MIDDLE;
        };
    double left = box.x + room;
    List<Shape> mainLines = place(main, face, left, width, top, align);
    List<Shape> subLines = place(sub, subFace, left, width, top + main.height() + gap, align);
    return new TextBlock(mainLines, main.size(), subLines, sub.size());
  }

  private static List<Shape> place(
      TextFit fit, Fonts.Face face, double left, double width, double top, Align align) {
    var placed = new ArrayList<Shape>();
    double baseline = top + fit.size() * fit.ascent();
    for (String line : fit.lines()) {
      Shape outline = TextLine.outline(line, face, fit.size());
      Rectangle2D bounds = outline.getBounds2D();
      double free = width - bounds.getWidth();
      double x =
          switch (align) {
            case START -> left;
            case MIDDLE -> left + free / 2;
            case END -> left + free;
          };
      placed.add(
          AffineTransform.getTranslateInstance(x - bounds.getX(), baseline)
              .createTransformedShape(outline));
      baseline += fit.size() * fit.pitch();
    }
    return placed;
  }

  /** Outlines of some lines as one shape. */
  static Shape union(List<Shape> lines) {
    var all = new Path2D.Double(Path2D.WIND_NON_ZERO);
    lines.forEach(line -> all.append(line, false));
    return all;
  }

  /** Around all letters, or empty. */
  Rectangle2D bounds() {
    var all = new ArrayList<>(main);
    all.addAll(sub);
    return union(all).getBounds2D();
  }
}
