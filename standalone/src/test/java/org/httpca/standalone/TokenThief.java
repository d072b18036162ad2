package org.httpca.standalone;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has taken over the signer's process, PIN and all: asks the token for the private key by PKCS#11's own calls, past
 * the platform, which would not even ask. Arguments: library, slot, PIN file, label. Run with {@link #OPENED}.
 */
final class TokenThief {
    /** How the platform's inside is reached. */
    static final List<String> OPENED = List.of(
            "--add-opens=jdk.crypto.cryptoki/sun.security.pkcs11=ALL-UNNAMED",
            "--add-opens=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED");

    private static final long CKA_KEY_TYPE = 0x100; // may be read
    private static final long CKA_VALUE = 0x11;
    private static final long CKA_EXTRACTABLE = 0x162;

    private final Object p11;
    private final long session;
    private final long key;

    private TokenThief(Object p11, long session, long key) {
        this.p11 = p11;
        this.session = session;
        this.key = key;
    }

    public static void main(String[] arguments) throws Exception {
        Provider provider = Security.getProvider("SunPKCS11")
                .configure("--name = Thief\nlibrary = " + arguments[0] + "\nslot = " + arguments[1]);
        KeyStore keys = KeyStore.getInstance("PKCS11", provider);
        keys.load(null, Files.readString(Path.of(arguments[2])).strip().toCharArray());
        Key found = keys.getKey(arguments[3], null);
        System.out.println("encoded: " + Arrays.toString(found.getEncoded()));
        Object token = field(found, "token");
        Object session = method(token.getClass(), "getOpSession").invoke(token);
        TokenThief thief = new TokenThief(
                field(token, "p11"), (long) method(session.getClass(), "id").invoke(session), (long)
                        method(found.getClass(), "getKeyID").invoke(found));
        System.out.println("CKA_KEY_TYPE: " + thief.reads(CKA_KEY_TYPE));
        System.out.println("CKA_VALUE: " + thief.reads(CKA_VALUE));
        System.out.println("to CKA_EXTRACTABLE: " + thief.makesExtractable());
    }

    private String reads(long attribute) throws Exception {
        Object wanted = attributes(attribute, null);
        try {
            method(p11.getClass(), "C_GetAttributeValue").invoke(p11, session, key, wanted);
            Object value = field(Array.get(wanted, 0), "pValue");
            return value instanceof byte[] octets ? HexFormat.of().formatHex(octets) : String.valueOf(value);
        } catch (InvocationTargetException e) {
            return "refused, " + e.getTargetException().getMessage();
        }
    }

    private String makesExtractable() throws Exception {
        try {
            method(p11.getClass(), "C_SetAttributeValue").invoke(p11, session, key, attributes(CKA_EXTRACTABLE, true));
            return "done";
        } catch (InvocationTargetException e) {
            return "refused, " + e.getTargetException().getMessage();
        }
    }

    private static Object attributes(long type, @Nullable Object value) throws ReflectiveOperationException {
        Class<?> kind = Class.forName("sun.security.pkcs11.wrapper.CK_ATTRIBUTE");
        Object one = value == null
                ? kind.getConstructor(long.class).newInstance(type)
                : kind.getConstructor(long.class, boolean.class).newInstance(type, value);
        Object all = Array.newInstance(kind, 1);
        Array.set(all, 0, one);
        return all;
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        for (Class<?> at = of.getClass(); at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(of);
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private static Method method(Class<?> of, String name) throws NoSuchMethodException {
        for (Class<?> at = of; at != null; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (method.getName().equals(name)) {
                    method.setAccessible(true);
                    return method;
                }
            }
        }
        throw new NoSuchMethodException(name);
    }
}
