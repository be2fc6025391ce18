package com.ytempire.ml.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.settings.PlatformSettings;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;

/**
 * Reads the items of a body one by one, as strictly as a body is read, so that a wrong one does not
 * spoil the others. Safe to share.
 */
@Singleton
public final class JsonItems {
  private final ObjectMapper mapper;
  private final Validator validator;
  private final JsonMistakes mistakes;

  JsonItems(ObjectMapper mapper, Validator validator, PlatformSettings settings) {
    this.mapper = mapper;
    this.validator = validator;
    this.mistakes = new JsonMistakes(mapper, settings.service().limits());
  }

  /**
   * Reads and checks one item.
   *
   * @throws ProblemException of kind INVALID_REQUEST naming every wrong field; an empty name is the
   *     item itself; see {@link ProblemException#within}
   */
  public <T> T read(JsonNode item, Class<T> type) {
    if (!item.isObject()) {
      throw ProblemException.invalid("", null, "expected an object");
    }
    T read;
    try {
      read = mapper.treeToValue(item, type);
    } catch (JsonProcessingException e) {
      throw mistakes.describe(e);
    }
    Set<ConstraintViolation<T>> violations = validator.validate(read);
    if (!violations.isEmpty()) {
      throw Violations.describe(new ConstraintViolationException(violations));
    }
    return read;
  }
}
