package com.ytempire.ml.generation.thumbnail.draw;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The fonts of drawn text, from the class path, so that machines without fonts draw the same.
 * Thread-safe; loaded once, at first use.
 *
 * <p>Java's font system does not start where the system has no fontconfig library or no font at
 * all. It is then told of the fonts here, by a configuration file of its own (system property
 * {@code sun.awt.fontconfig}) in the directory for temporary files; the property is set in no other
 * case.
 */
final class Fonts {
  /** Faces that text is set in; where one lacks a character, the others are asked. */
  enum Face {
    HEAVY("/fonts/ttf/Roboto/Roboto-Black.ttf"),
    CONDENSED("/fonts/ttf/Roboto/RobotoCondensed-Bold.ttf"),
    BOLD("/fonts/ttf/Roboto/Roboto-Bold.ttf");

    private final String resource;

    Face(String resource) {
      this.resource = resource;
    }
  }

  /** Scripts that Roboto lacks, in the order in which they are asked. */
  private static final List<String> OTHERS =
      List.of(
          "/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf",
          "/fonts/ttf/NotoSansSC/NotoSansSC-Black.ttf");

  private static final String FONT_CONFIGURATION = "sun.awt.fontconfig";

  /** What is loaded, by resource, or by the name of a font of the system. */
  private static final Map<String, Font> LOADED = new ConcurrentHashMap<>();

  private static boolean isStarted;

  private Fonts() {}

  /**
   * A face in size 1; derive the size.
   *
   * @throws IllegalStateException when this machine cannot draw text; its message says what to
   *     install
   */
  static Font of(Face face) {
    return font(face.resource);
  }

  /** The font for a character: the face where it has it, else another one, else null. */
  static @Nullable Font forCharacter(Face face, int codePoint) {
    Font own = of(face);
    if (own.canDisplay(codePoint)) {
      return own;
    }
    // Loaded only here: they are large, and most texts need none of them.
    for (String resource : OTHERS) {
      Font other = font(resource);
      if (other.canDisplay(codePoint)) {
        return other;
      }
    }
    Font ofSystem = LOADED.computeIfAbsent(Font.SANS_SERIF, name -> new Font(name, Font.BOLD, 1));
    return ofSystem.canDisplay(codePoint) ? ofSystem : null;
  }

  private static Font font(String resource) {
    Font known = LOADED.get(resource);
    return known == null ? loaded(resource) : known;
  }

  private static synchronized Font loaded(String resource) {
    if (!isStarted) {
      startFontSystem();
      isStarted = true;
    }
    return LOADED.computeIfAbsent(resource, Fonts::load);
  }

  private static void startFontSystem() {
    try {
      load(Face.HEAVY.resource);
    } catch (RuntimeException | InternalError | LinkageError e) {
      if (System.getProperty(FONT_CONFIGURATION) != null) {
        throw unusable(e);
      }
      startWithOwnFonts(e);
    }
  }

  private static void startWithOwnFonts(Throwable first) {
    try {
      System.setProperty(FONT_CONFIGURATION, ownConfiguration().toString());
      load(Face.HEAVY.resource);
    } catch (IOException | RuntimeException | InternalError | LinkageError e) {
      System.clearProperty(FONT_CONFIGURATION);
      e.addSuppressed(first);
      throw unusable(e);
    }
  }

  private static IllegalStateException unusable(Throwable cause) {
    return new IllegalStateException(
        "text cannot be drawn: the font system of this Java does not start, with the system's fonts"
            + " nor with its own; install the libraries fontconfig and freetype (packages"
            + " libfontconfig1, libfreetype6) and one font package, such as fonts-dejavu-core",
        cause);
  }

  /** Names one font for every logical one, in the format of Java's fontconfig.properties. */
  private static Path ownConfiguration() throws IOException {
    Path folder = Files.createTempDirectory("ytempire-fonts");
    Path font = folder.resolve("text.ttf");
    try (InputStream file = open(Face.BOLD.resource)) {
      Files.copy(file, font);
    }
    var lines = new StringBuilder("version=1\nsequence.allfonts=default\n");
    for (String family : List.of("serif", "sansserif", "monospaced", "dialog", "dialoginput")) {
      for (String style : List.of("plain", "bold", "italic", "bolditalic")) {
        lines.append(family).append('.').append(style).append(".default=Text\n");
      }
    }
    lines.append("filename.Text=").append(font.toAbsolutePath()).append('\n');
    Path configuration = folder.resolve("fontconfig.properties");
    Files.writeString(configuration, lines, StandardCharsets.ISO_8859_1);
    font.toFile().deleteOnExit();
    configuration.toFile().deleteOnExit();
    return configuration;
  }

  private static Font load(String resource) {
    try (InputStream file = open(resource)) {
      return Font.createFont(Font.TRUETYPE_FONT, file);
    } catch (IOException e) {
      throw new UncheckedIOException("font " + resource, e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("font %s is broken".formatted(resource), e);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream file = Fonts.class.getResourceAsStream(resource);
    if (file == null) {
      throw new IOException("font %s is not on the class path".formatted(resource));
    }
    return file;
  }
}
