package com.ytempire.ml.generation.spoken;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A strict subset of SSML 1.1 (W3C, 2010): {@code speak}, {@code p}, {@code s}, {@code break} (time
 * up to 10 s, strength), {@code emphasis} (level), {@code prosody} (rate, pitch, volume), {@code
 * say-as} (interpret-as) and {@code sub} (alias). Everything else is refused with its place and
 * what is allowed. There are no document types and no entities but XML's own five.
 *
 * <p>The result is the same as from plain text, so that any provider can speak it: emphasis becomes
 * prosody, {@code say-as} and {@code sub} become words. Relative prosody multiplies with that of
 * the elements around.
 */
public final class Ssml {
  /** Elements within each other. */
  private static final int DEEPEST = 20;

  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          "speak", Set.of("version", "lang"),
          "p", Set.of(),
          "s", Set.of(),
          "break", Set.of("time", "strength"),
          "emphasis", Set.of("level"),
          "prosody", Set.of("rate", "pitch", "volume"),
          "say-as", Set.of("interpret-as"),
          "sub", Set.of("alias"));

  private static final Set<String> INLINE = Set.of("break", "emphasis", "prosody", "say-as", "sub");
  private static final Map<String, Set<String>> CHILDREN =
      Map.of(
          "speak", Set.of("p", "s", "break", "emphasis", "prosody", "say-as", "sub"),
          "p", Set.of("s", "break", "emphasis", "prosody", "say-as", "sub"),
          "s", INLINE,
          "emphasis", INLINE,
          "prosody", INLINE,
          "break", Set.of(),
          "say-as", Set.of(),
          "sub", Set.of());

  private final XMLStreamReader xml;
  private final Segments segments = new Segments();
  private final Deque<Open> open = new ArrayDeque<>();

  /**
   * An element that has not ended.
   *
   * @param reading of all text within; the text itself where it has none
   */
  private record Open(String name, Prosody prosody, UnaryOperator<String> reading) {}

  private Ssml(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * Reads a document.
   *
   * @throws SsmlException where it is no XML or not of the subset
   */
  public static List<Sentence> sentences(String document) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      var reader = new Ssml(factory.createXMLStreamReader(new StringReader(document)));
      reader.read();
      return reader.segments.sentences();
    } catch (XMLStreamException e) {
      Location place = e.getLocation();
      throw new SsmlException(
          place == null ? 1 : Math.max(1, place.getLineNumber()),
          place == null ? 1 : Math.max(1, place.getColumnNumber()),
          "no well-formed XML");
    }
  }

  private void read() throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
        case XMLStreamConstants.END_ELEMENT -> end(open.pop());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text(xml.getText());
        case XMLStreamConstants.DTD -> throw error("a document type; none is allowed");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw error(
                "entity '%s'; allowed are amp, apos, gt, lt, quot".formatted(xml.getLocalName()));
        case XMLStreamConstants.PROCESSING_INSTRUCTION ->
            throw error("a processing instruction; none is allowed");
        default -> {}
      }
    }
  }

  private void start(String name) {
    Open parent = open.peek();
    Set<String> allowed = parent == null ? Set.of("speak") : CHILDREN.get(parent.name());
    if (allowed == null || !allowed.contains(name)) {
      throw error(
          "element '%s'%s; %s"
              .formatted(
                  name,
                  parent == null ? "" : " in '" + parent.name() + "'",
                  allowed == null || allowed.isEmpty()
                      ? "no element is allowed here"
                      : "allowed are " + String.join(", ", new TreeSet<>(allowed))));
    }
    if (open.size() >= DEEPEST) {
      throw error("more than %d elements within each other".formatted(DEEPEST));
    }
    checkAttributes(name);
    Prosody outer = parent == null ? Prosody.PLAIN : parent.prosody();
    try {
      open.push(opened(name, outer));
    } catch (SsmlException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw error("element '%s': %s".formatted(name, e.getMessage()));
    }
  }

  private Open opened(String name, Prosody outer) {
    switch (name) {
      case "p", "s" -> segments.endBlock(false);
      case "break" ->
          segments.pause(
              has("time")
                  ? SsmlValues.time(get("time"))
                  : SsmlValues.strength(has("strength") ? get("strength") : "medium"));
      case "emphasis" -> {
        Prosody emphasis = SsmlValues.emphasis(has("level") ? get("level") : "moderate");
        return new Open(name, emphasis.within(outer), UnaryOperator.identity());
      }
      case "prosody" -> {
        return new Open(name, prosody().within(outer), UnaryOperator.identity());
      }
      case "say-as" -> {
        return new Open(name, outer, SsmlValues.reading(required("interpret-as"))::apply);
      }
      case "sub" -> {
        String alias = SpokenForm.of(required("alias"));
        return new Open(name, outer, text -> alias);
      }
      default -> {}
    }
    return new Open(name, outer, UnaryOperator.identity());
  }

  private Prosody prosody() {
    if (!has("rate") && !has("pitch") && !has("volume")) {
      throw new IllegalArgumentException("no attribute; expected rate, pitch or volume");
    }
    return new Prosody(
        has("rate") ? SsmlValues.rate(get("rate")) : 1,
        has("pitch") ? SsmlValues.pitch(get("pitch")) : 1,
        has("volume") ? SsmlValues.volume(get("volume")) : 1);
  }

  private void end(Open element) {
    switch (element.name()) {
      case "s" -> segments.endBlock(true);
      case "p", "speak" -> {
        segments.endBlock(false);
        segments.endParagraph();
      }
      default -> {}
    }
  }

  private void text(String text) {
    Open element = open.peek();
    if (element == null) {
      return;
    }
    if (element.name().equals("break") && !text.isBlank()) {
      throw error("text in 'break'; nothing is allowed here");
    }
    if (element.name().equals("say-as") || element.name().equals("sub")) {
      try {
        segments.spoken(element.reading().apply(text), element.prosody());
      } catch (IllegalArgumentException e) {
        throw error("element '%s': %s".formatted(element.name(), e.getMessage()));
      }
    } else {
      segments.text(text, element.prosody());
    }
  }

  private void checkAttributes(String name) {
    Set<String> allowed = ATTRIBUTES.getOrDefault(name, Set.of());
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String attribute = xml.getAttributeLocalName(i);
      if (!allowed.contains(attribute)) {
        throw error(
            "attribute '%s' of '%s'; %s"
                .formatted(
                    attribute,
                    name,
                    allowed.isEmpty()
                        ? "none is allowed"
                        : "allowed are " + String.join(", ", new TreeSet<>(allowed))));
      }
    }
  }

  private boolean has(String attribute) {
    return xml.getAttributeValue(null, attribute) != null;
  }

  private String get(String attribute) {
    return xml.getAttributeValue(null, attribute).strip();
  }

  private String required(String attribute) {
    if (!has(attribute)) {
      throw new IllegalArgumentException("attribute '%s' is missing".formatted(attribute));
    }
    return get(attribute);
  }

  private SsmlException error(String message) {
    Location place = xml.getLocation();
    return new SsmlException(place.getLineNumber(), place.getColumnNumber(), message);
  }
}
