package com.ytempire.ml.generation.picture.scene;

import com.ytempire.ml.generation.picture.Picture;
import com.ytempire.ml.generation.picture.PictureBrief;
import com.ytempire.ml.generation.picture.PictureException;
import com.ytempire.ml.generation.picture.PictureFiles;
import com.ytempire.ml.generation.picture.colour.Palette;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.Usage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * Draws a scene of the brief's subject in its colours, 1280 by 720: a city, hills, the night sky,
 * waves or lights. It needs no key, network or font, costs nothing and repeats for a seed; prompts
 * and what models are told are not looked at. Thread-safe.
 */
public final class LocalPictures implements Provider<PictureBrief, Picture> {
  /** What answers say has made them. */
  public static final String MODEL = "local-scenes-1";

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  @Override
  public String name() {
    return "local";
  }

  @Override
  public boolean isFree() {
    return true;
  }

  @Override
  public Made<Picture> make(PictureBrief brief, CallTerms terms) {
    try {
      return new Made<>(Picture.of(PictureFiles.png(draw(brief))), MODEL, Usage.NONE);
    } catch (PictureException e) {
      throw new IllegalStateException("a picture drawn here is not read here", e);
    }
  }

  private static BufferedImage draw(PictureBrief brief) {
    var random = new SplittableRandom(brief.seed());
    Subject subject = Subject.of(brief.subject());
    // The usual scene of the subject mostly, another one now and then.
    Scene[] all = Scene.values();
    Scene scene = random.nextInt(3) > 0 ? subject.scene() : all[random.nextInt(all.length)];
    var palette = Palette.of(brief.style(), brief.colours(), subject.hue(), random.nextInt(6));
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    new ScenePainter(g, palette, random, WIDTH, HEIGHT).paint(scene);
    g.dispose();
    return image;
  }
}
