/**
 * Who calls, and what they may do: tokens, keys, scopes. A controller names the scope that it needs
 * by {@code @Secured}; what names none is refused to everybody.
 */
@NullMarked
package com.ytempire.ml.api.security;

import org.jspecify.annotations.NullMarked;
