package io.histctl.store.postgresql;

import io.histctl.error.InvalidInputException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address of a database, in the form of psql or of the JDBC driver. What it leaves out comes from the environment
 * variables that psql reads; the driver itself reads the password file and the service file.
 *
 * @param url of the driver, without user, password and options
 * @param properties of the driver
 * @param schema of the tables; null if the address names none
 */
record Address(String url, Properties properties, @Nullable String schema) {
    private static final Pattern FORM =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?:(?://(?:([^@/?]*)@)?([^@/?]*)(?:/([^?]*))?)?(?:\\?(.*))?");
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    static boolean isAddress(String text) {
        return text.startsWith("postgresql://")
                || text.startsWith("postgres://")
                || text.startsWith("jdbc:postgresql:");
    }

    /**
     * Reads an address.
     *
     * @param environment of the process
     * @throws InvalidInputException if it has no valid form; the address is not quoted, since it may contain a password
     */
    static Address parse(String text, Map<String, String> environment) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new InvalidInputException(
                    "the address of the database is not valid; write postgresql://user@host:port/database");
        }
        Properties given = new Properties();
        addUser(given, form.group(1));
        addOptions(given, form.group(4));
        String schema = (String) given.remove("schema");
        if (schema != null && !SCHEMA.matcher(schema).matches()) {
            throw new InvalidInputException(
                    "the schema's name must consist of lower-case letters, digits and underscores and not begin with a"
                            + " digit; choose such a name");
        }
        return new Address(
                url(text(form.group(2)), text(form.group(3)), given, environment),
                ConnectionSettings.properties(given, environment),
                schema);
    }

    /** The address as errors show it: without user and password. */
    String place() {
        return url.substring("jdbc:".length());
    }

    private static String url(String hosts, String database, Properties given, Map<String, String> environment) {
        String service = given.containsKey("service")
                ? (String) given.remove("service")
                : environment.getOrDefault("PGSERVICE", "");
        String host = hosts.isEmpty() && given.containsKey("host") ? text((String) given.remove("host")) : hosts;
        String name =
                database.isEmpty() && given.containsKey("dbname") ? text((String) given.remove("dbname")) : database;
        if (!service.isEmpty() && host.isEmpty() && name.isEmpty()) {
            return "jdbc:postgresql://?service=" + service;
        }
        String port = text((String) given.remove("port"));
        return "jdbc:postgresql://" + ConnectionSettings.host(host, port, environment) + "/"
                + (name.isEmpty() ? environment.getOrDefault("PGDATABASE", "") : name)
                + (service.isEmpty() ? "" : "?service=" + service);
    }

    private static String text(@Nullable String found) {
        return found == null ? "" : found;
    }

    private static void addUser(Properties properties, @Nullable String user) {
        if (user == null || user.isEmpty()) {
            return;
        }
        int colon = user.indexOf(':');
        properties.setProperty("user", decoded(colon < 0 ? user : user.substring(0, colon)));
        if (colon >= 0) {
            properties.setProperty("password", decoded(user.substring(colon + 1)));
        }
    }

    private static void addOptions(Properties properties, @Nullable String options) {
        for (String option : options == null ? new String[0] : options.split("&", -1)) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                properties.setProperty(decoded(option.substring(0, equals)), decoded(option.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
