-- A search goes along an index and sorts nothing. Without the number in this one, the way to the newest certificate with a serial number led
-- along the numbers of all certificates.
drop index certificate_serial;
create index certificate_serial on certificate (serial, number);
