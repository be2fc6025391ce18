package com.ytempire.ml.generation.thumbnail.draw;

import com.ytempire.ml.generation.picture.PictureStyle;
import com.ytempire.ml.generation.picture.colour.Colours;
import com.ytempire.ml.generation.picture.colour.Palette;
import com.ytempire.ml.generation.picture.measure.TextMark;
import com.ytempire.ml.generation.picture.scene.Signs;
import com.ytempire.ml.generation.thumbnail.BackgroundKind;
import com.ytempire.ml.generation.thumbnail.TextPosition;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Draws a plan: backdrop, sign, face, text. Thread-safe, and the same for the same plan. A drawing
 * takes some tenths of a second and about 20 MB.
 */
public final class ThumbnailArtist {
  private static final double PIXELS = (double) Layout.WIDTH * Layout.HEIGHT;

  /**
   * @throws IllegalStateException when this machine cannot draw text; its message says what to
   *     install
   */
  public Drawing draw(Plan plan) {
    Fonts.Face face = face(plan);
    String mainText = TextLine.drawable(cased(plan), face);
    String subtext = TextLine.drawable(plan.subtext(), Fonts.Face.BOLD);
    var layout = Layout.of(plan.position(), plan.hasFace(), plan.version());
    BufferedImage ground = ground(plan, layout);
    TextBlock block =
        TextBlock.set(mainText, subtext, face, Fonts.Face.BOLD, layout, plan.position());
    boolean isQuiet =
        plan.style() == PictureStyle.MINIMAL || plan.style() == PictureStyle.PROFESSIONAL;
    var painter = new TextPainter(block, plan.palette(), emphasised(plan, block), isQuiet);
    var painted = painter.paint(ground, Treatment.of(plan.style(), plan.version()));
    return new Drawing(
        painted.image(), mark(block, painted, mainText), block.bounds(), faceShare(plan, layout));
  }

  /** Whether any of a text can be drawn: emoji and rare scripts may not be. */
  public static boolean canDraw(String text) {
    return !TextLine.drawable(text, Fonts.Face.HEAVY).isEmpty();
  }

  private static Fonts.Face face(Plan plan) {
    return switch (plan.style()) {
      case VIBRANT -> plan.version() % 3 == 2 ? Fonts.Face.CONDENSED : Fonts.Face.HEAVY;
      case DRAMATIC -> plan.version() % 3 == 1 ? Fonts.Face.HEAVY : Fonts.Face.CONDENSED;
      case MINIMAL -> plan.version() % 2 == 0 ? Fonts.Face.HEAVY : Fonts.Face.BOLD;
      case PROFESSIONAL -> plan.version() % 2 == 0 ? Fonts.Face.BOLD : Fonts.Face.CONDENSED;
    };
  }

  private static String cased(Plan plan) {
    boolean isLoud = plan.style() == PictureStyle.VIBRANT || plan.style() == PictureStyle.DRAMATIC;
    return isLoud ? plan.mainText().toUpperCase(Locale.ROOT) : plan.mainText();
  }

  /** The last of several lines, or the first in other versions; a single line in every third. */
  private static int emphasised(Plan plan, TextBlock block) {
    int lines = block.main().size();
    if (lines < 2) {
      return plan.version() % 3 == 1 ? 0 : -1;
    }
    return plan.version() % 3 == 2 ? 0 : lines - 1;
  }

  private static BufferedImage ground(Plan plan, Layout layout) {
    var image = new BufferedImage(Layout.WIDTH, Layout.HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    boolean hasFace = plan.hasFace();
    Palette palette = plan.palette();
    var backdrop =
        new Backdrop(
            g,
            palette,
            plan.version(),
            hasFace ? layout.faceX() : layout.signX(),
            hasFace ? layout.faceY() : layout.signY());
    switch (plan.background()) {
      case SOLID -> backdrop.solid();
      case GRADIENT -> backdrop.gradient(plan.style());
      case IMAGE ->
          backdrop.image(Objects.requireNonNull(plan.picture()), plan.position(), plan.style());
    }
    if (!plan.isPictureWhole()) {
      sign(g, plan, layout);
    }
    if (plan.expression() != null && !plan.isPictureWhole()) {
      var look = FaceLook.of(new SplittableRandom(plan.seed()), plan.version());
      int edge = plan.style() == PictureStyle.DRAMATIC ? palette.accent() : Colours.WHITE;
      new FaceArt(look, plan.expression(), palette.support(), edge)
          .draw(g, layout.faceX(), layout.faceY(), layout.faceScale(), layout.bottom());
    }
    if (plan.position() == TextPosition.BOTTOM) {
      band(g, palette);
    }
    if (plan.background() != BackgroundKind.GRADIENT) {
      frame(g, plan.isMirrored() ? palette.support() : palette.accent());
    }
    g.dispose();
    return plan.bits() < 8 ? Coarse.of(image, plan.bits()) : image;
  }

  private static void sign(Graphics2D g, Plan plan, Layout layout) {
    Palette palette = plan.palette();
    int main = palette.accent();
    int second = palette.support();
    // On a shape of the same colour only its edge would be seen.
    boolean isOnAccent =
        plan.style() == PictureStyle.MINIMAL
            && plan.background() == BackgroundKind.GRADIENT
            && !plan.hasFace();
    if (isOnAccent) {
      main = palette.support();
      second = palette.accent();
    }
    if (layout.isSignBehindText()) {
      main = Colours.mix(palette.ground(), palette.accent(), 0.3);
      second = Colours.mix(palette.ground(), palette.support(), 0.3);
    }
    double tilt = (plan.isMirrored() ? -1 : 1) * 9;
    Signs.draw(
        g, plan.subject(), layout.signX(), layout.signY(), layout.signRadius(), tilt, main, second);
  }

  private static void band(Graphics2D g, Palette palette) {
    g.setColor(new Color(palette.shade()));
    g.fillRect(0, Layout.BAND, Layout.WIDTH, Layout.HEIGHT - Layout.BAND);
    g.setColor(new Color(palette.accent()));
    g.fillRect(0, Layout.BAND, Layout.WIDTH, 12);
    g.setColor(new Color(palette.support()));
    g.fillRect(0, Layout.BAND + 12, Layout.WIDTH, 10);
  }

  private static void frame(Graphics2D g, int colour) {
    g.setColor(new Color(colour));
    g.setStroke(new BasicStroke(20));
    g.draw(new Rectangle2D.Double(10, 10, Layout.WIDTH - 20, Layout.HEIGHT - 20));
  }

  private static @Nullable TextMark mark(
      TextBlock block, TextPainter.Painted painted, String mainText) {
    if (block.main().isEmpty()) {
      return null;
    }
    Rectangle2D box = block.bounds();
    double small = block.mainSize() * TextBlock.CAPITALS * 246 / Layout.WIDTH;
    return new TextMark(
        painted.contrast(), box.getWidth() * box.getHeight() / PIXELS, small, words(mainText));
  }

  private static int words(String text) {
    int spaced = (int) Stream.of(text.split(" ")).filter(w -> !w.isBlank()).count();
    int dense = (int) text.codePoints().filter(Character::isIdeographic).count();
    return dense > 0 ? Math.max(spaced, (dense + 1) / 2) : spaced;
  }

  private static double faceShare(Plan plan, Layout layout) {
    // An ellipse around head and hair.
    double s = layout.faceScale();
    return !plan.hasFace() ? 0 : Math.PI * 0.95 * s * 1.08 * s / PIXELS;
  }
}
