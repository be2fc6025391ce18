package com.ytempire.ml.api.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.ytempire.ml.api.http.Problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says which constraints a request breaks, by the names that fields have in JSON. */
final class Violations {
  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private Violations() {}

  static ProblemException describe(ConstraintViolationException violations) {
    List<FieldError> errors = new ArrayList<>();
    for (ConstraintViolation<?> violation : violations.getConstraintViolations()) {
      Object value = violation.getInvalidValue();
      boolean shown =
          value instanceof CharSequence
              || value instanceof Number
              || value instanceof Boolean
              || value instanceof Enum<?>;
      errors.add(
          new FieldError(
              path(violation.getPropertyPath()),
              shown ? value.toString() : null,
              violation.getMessage()));
    }
    errors.sort(Comparator.comparing(FieldError::field).thenComparing(FieldError::message));
    return ProblemException.invalid(errors);
  }

  static String snakeCase(String name) {
    return NAMES.translate(name);
  }

  /** Without the method, and without the parameter where a field of it is meant. */
  private static String path(Path nodes) {
    var path = new StringBuilder();
    String parameter = "body";
    for (Path.Node node : nodes) {
      String name = node.getName();
      // The index of an element stands on the node below its list.
      if (node.getIndex() != null) {
        path.append('[').append(node.getIndex()).append(']');
      }
      if (node.getKind() == ElementKind.PARAMETER && name != null) {
        parameter = snakeCase(name);
      } else if (node.getKind() == ElementKind.PROPERTY && name != null) {
        path.append(path.isEmpty() ? "" : ".").append(snakeCase(name));
      }
    }
    return path.isEmpty() ? parameter : path.toString();
  }
}
