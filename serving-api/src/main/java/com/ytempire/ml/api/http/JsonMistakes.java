package com.ytempire.ml.api.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.ytempire.ml.api.http.Problem.FieldError;
import com.ytempire.ml.core.settings.RequestLimits;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a body in the caller's words: field, value, what is allowed. */
final class JsonMistakes {
  private final ObjectMapper mapper;
  private final RequestLimits limits;

  JsonMistakes(ObjectMapper mapper, RequestLimits limits) {
    this.mapper = mapper;
    this.limits = limits;
  }

  ProblemException describe(JsonProcessingException mistake) {
    if (mistake instanceof StreamConstraintsException) {
      return new ProblemException(
          ProblemKind.INVALID_REQUEST,
          "the body is nested too deeply or holds too long a text or number; allowed: depth %d, texts of %d characters"
              .formatted(limits.jsonDepth(), limits.jsonTextLength()));
    }
    if (mistake instanceof JsonMappingException mapping) {
      if (mapping.getCause() instanceof StreamConstraintsException deeper) {
        return describe(deeper);
      }
      return ProblemException.invalid(List.of(fieldError(mapping)));
    }
    return new ProblemException(
        ProblemKind.INVALID_REQUEST,
        "the body is not valid JSON%s: %s".formatted(place(mistake), reason(mistake)));
  }

  private FieldError fieldError(JsonMappingException mistake) {
    String field = path(mistake);
    if (mistake instanceof UnrecognizedPropertyException unknown) {
      Collection<Object> known = unknown.getKnownPropertyIds();
      String allowed =
          known == null
              ? ""
              : "; allowed: "
                  + known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
      return new FieldError(field, null, "there is no such field" + allowed);
    }
    if (mistake instanceof InvalidFormatException format) {
      Object value = format.getValue();
      return new FieldError(
          field,
          value == null ? null : value.toString(),
          "expected " + expected(format.getTargetType()));
    }
    if (mistake instanceof MismatchedInputException mismatch) {
      return new FieldError(
          field, coerced(mismatch), "expected " + expected(mismatch.getTargetType()));
    }
    if (mistake.getCause() instanceof InputCoercionException overflow) {
      return new FieldError(field, null, "expected " + expected(overflow.getTargetType()));
    }
    // What a constructor of a request refuses with, in its own words.
    Throwable cause = mistake.getCause();
    String reason = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
    return new FieldError(field, null, reason == null ? "it is refused" : reason);
  }

  /** The value, which Jackson gives only within its message where the type is wrong. */
  private static @Nullable String coerced(MismatchedInputException mismatch) {
    String message = mismatch.getOriginalMessage();
    if (message == null || !message.startsWith("Cannot coerce ")) {
      return null;
    }
    int begin = message.indexOf('(');
    int end = message.lastIndexOf(") to ");
    if (begin < 0 || end < begin) {
      return null;
    }
    String value = message.substring(begin + 1, end);
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> mapper.convertValue(constant, String.class))
          .collect(Collectors.joining("|"));
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == double.class
        || type == Double.class
        || type == float.class
        || type == Float.class) {
      return "a number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number that fits";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a text";
    }
    if (type == UUID.class) {
      return "a UUID";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "a time such as 2025-01-10T10:00:00Z";
    }
    if (type == Duration.class) {
      return "a duration such as PT1H";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "another value";
  }

  private static String path(JsonMappingException mistake) {
    var path = new StringBuilder();
    for (JsonMappingException.Reference step : mistake.getPath()) {
      if (step.getFieldName() != null) {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      } else if (step.getIndex() >= 0) {
        path.append('[').append(step.getIndex()).append(']');
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  private static String place(JsonProcessingException mistake) {
    JsonLocation location = mistake.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  /** The parser's own words up to where it begins to speak of itself. */
  private static String reason(JsonProcessingException mistake) {
    String message = mistake.getOriginalMessage();
    if (message == null) {
      return "it ends too early or holds a wrong character";
    }
    int end = message.length();
    for (String mark : List.of("\n", " at [", " (for ", ": was expecting", " (`", "(from ")) {
      int at = message.indexOf(mark);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return message.substring(0, end);
  }
}
