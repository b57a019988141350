package dev.mcpk8s;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stops the start when a setting has a value that cannot be read: the framework itself would go on
 * with the default, which nobody asked for.
 */
@Context
final class SettingsCheck {

    private static final Set<String> BOOLEANS =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n");

    /**
     * @throws ConfigurationException names the setting, and not its value, which may be a secret
     */
    SettingsCheck(BeanContext beans, Environment environment) {
        for (BeanDefinition<?> settings :
                beans.getBeanDefinitions(Qualifiers.byStereotype(ConfigurationProperties.class))) {
            if (settings.getBeanType().getName().startsWith("dev.mcpk8s.")) {
                for (Argument<?> setting : settings.getConstructor().getArguments()) {
                    check(setting, environment);
                }
            }
        }
    }

    private static void check(Argument<?> setting, Environment environment) {
        Optional<String> name = setting.getAnnotationMetadata().stringValue(Property.class, "name");
        if (name.isEmpty() || environment.getProperty(name.get(), Object.class).isEmpty()) {
            return;
        }
        if (!isReadable(name.get(), setting, environment)) {
            throw new ConfigurationException(
                    "the value of the setting "
                            + name.get()
                            + " cannot be read as "
                            + setting.getType().getSimpleName());
        }
    }

    private static boolean isReadable(String name, Argument<?> setting, Environment environment) {
        try {
            return environment.getProperty(name, setting).isPresent()
                    && (!setting.getWrapperType().equals(Boolean.class)
                            || isBoolean(environment.getProperty(name, String.class)));
        } catch (ConversionErrorException unreadable) {
            return false;
        }
    }

    /** To the framework every word that does not mean yes means no. */
    private static boolean isBoolean(Optional<String> value) {
        return value.map(text -> BOOLEANS.contains(text.toLowerCase(Locale.ROOT))).orElse(false);
    }
}
